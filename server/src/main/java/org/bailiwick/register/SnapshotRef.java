package org.bailiwick.register;

import java.util.UUID;
import org.bailiwick.platform.TenantId;

/**
 * A reading that was merged.
 *
 * @param connection inside id of the system that was read
 * @param complete whether every kind of object was read completely
 */
public record SnapshotRef(TenantId tenant, long id, UUID publicId, long connection, boolean complete) {}
