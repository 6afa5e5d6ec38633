package org.bailiwick.lifecycle;

import java.util.UUID;
import org.bailiwick.platform.TenantId;

/**
 * What belongs to somebody in one tenant and is not ended by a leaver case: a secret or key of an account of theirs, or an
 * identity that they answer for. Somebody else takes it over or ends it.
 *
 * @param kind in the register's words, for example {@code client secret} or {@code service account}
 * @param of whose it is: an account's username, or the identity's name
 * @param identity public id, where more is known about it
 */
public record NotEnded(TenantId tenant, String kind, String of, UUID identity) {}
