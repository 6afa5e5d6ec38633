/**
 * The portal's front page, navigation and a tenant's home, and the figures of both for programs; other pages and routes live
 * with their features.
 */
@NullMarked
package org.bailiwick.console;

import org.jspecify.annotations.NullMarked;
