/**
 * Reads the ledger for people and machines: the evidence timeline of one tenant. What is shown was checked against the
 * hashed body first; what was altered says so. Uses platform, web, ledger, authority.
 */
@NullMarked
package org.bailiwick.evidence;

import org.jspecify.annotations.NullMarked;
