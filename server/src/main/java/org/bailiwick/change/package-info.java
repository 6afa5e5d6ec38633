/**
 * Change orders and their states: authorised, applied, and verified by reading again.
 */
@NullMarked
package org.bailiwick.change;

import org.jspecify.annotations.NullMarked;
