/**
 * Rules about single accounts, identities and secrets. Each rule is a pure function over a small record of facts, so that
 * the server (facts by SQL, candidates only) and the offline report (facts from a file) judge alike.
 */
@NullMarked
package org.bailiwick.risk;

import org.jspecify.annotations.NullMarked;
