/**
 * The index of the API; routes live with their features.
 */
@NullMarked
package org.bailiwick.api;

import org.jspecify.annotations.NullMarked;
