package org.bailiwick.tenant;

import java.time.Instant;
import java.util.UUID;
import org.bailiwick.platform.TenantId;

/** A customer of the MSP, or the MSP itself. */
public record Tenant(TenantId id, UUID publicId, String shortName, String name, boolean msp, Instant createdAt) {}
