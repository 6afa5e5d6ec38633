package org.bailiwick.authority;

import org.bailiwick.platform.TenantId;

/** What somebody could try in a tenant. */
public record Attempt(TenantId tenant, String capability) {}
