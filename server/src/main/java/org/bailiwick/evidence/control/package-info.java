/** Which controls of published frameworks a tenant's own rows show to be kept, broken, or not known. */
@NullMarked
package org.bailiwick.evidence.control;

import org.jspecify.annotations.NullMarked;
