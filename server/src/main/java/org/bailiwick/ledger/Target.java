package org.bailiwick.ledger;

/**
 * What something was done to.
 *
 * @param type for example {@code grant}, {@code tenant}, {@code connection}
 * @param id its public id or system id
 * @param name how a person knows it; erasable, it enters the entry as a salted commitment
 */
public record Target(String type, String id, String name) {}
