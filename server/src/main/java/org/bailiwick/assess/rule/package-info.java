/**
 * What is a risk in one tenant's access: pure functions over facts, each with its reasons.
 */
@NullMarked
package org.bailiwick.assess.rule;

import org.jspecify.annotations.NullMarked;
