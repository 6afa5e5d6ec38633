package org.bailiwick.change;

/**
 * A system of which it cannot be told yet what came anew, because some kinds of its objects were never read completely.
 *
 * @param kinds for example {@code accounts, memberships}
 */
public record NotReadYet(String system, String kinds) {}
