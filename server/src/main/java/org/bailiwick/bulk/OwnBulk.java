package org.bailiwick.bulk;

import org.bailiwick.web.VisibleTenant;

/** What somebody asked for in a tenant, for themselves. */
public record OwnBulk(VisibleTenant tenant, BulkDecision bulk) {}
