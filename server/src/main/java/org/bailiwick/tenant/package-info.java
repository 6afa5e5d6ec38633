/**
 * Customers of the MSP and the MSP itself, and how a URL finds them. Uses platform.
 */
@NullMarked
package org.bailiwick.tenant;

import org.jspecify.annotations.NullMarked;
