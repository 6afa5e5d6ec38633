package org.bailiwick.web;

import java.util.UUID;
import org.bailiwick.platform.TenantId;

/** A tenant that the person of this request may see. */
public record VisibleTenant(TenantId id, UUID publicId, String shortName, String name, boolean msp) {}
