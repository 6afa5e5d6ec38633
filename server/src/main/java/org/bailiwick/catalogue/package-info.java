/**
 * What permissions mean: privilege tier and self-raising of known roles, as data with sources.
 */
@NullMarked
package org.bailiwick.catalogue;

import org.jspecify.annotations.NullMarked;
