/**
 * The portal's front page, navigation, a tenant's home and the page about oneself, and what they show for programs; other
 * pages and routes live with their features.
 */
@NullMarked
package org.bailiwick.console;

import org.jspecify.annotations.NullMarked;
