/**
 * The portal's front page and navigation; pages live with their features.
 */
@NullMarked
package org.bailiwick.console;

import org.jspecify.annotations.NullMarked;
