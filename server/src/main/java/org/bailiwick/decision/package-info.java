/**
 * Keep or revoke a grant, by a person, under an authority; orders the change.
 */
@NullMarked
package org.bailiwick.decision;

import org.jspecify.annotations.NullMarked;
