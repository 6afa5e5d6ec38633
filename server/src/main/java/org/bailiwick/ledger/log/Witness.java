package org.bailiwick.ledger.log;

import java.net.URI;
import java.util.UUID;
import org.bailiwick.proof.note.VerifierKey;

/**
 * Somebody who cosigns the heads log with a key of their own and remembers what they cosigned.
 *
 * @param name by which people and policies call it, a word
 * @param address before {@code /add-checkpoint}
 * @param key got from whoever runs it, never from the address
 */
public record Witness(UUID id, String name, URI address, VerifierKey key) {}
