package org.bailiwick.lifecycle;

import org.bailiwick.platform.TenantId;

/** A tenant of which nobody can say whether the leaver is in it. It is never taken for one without access. */
public record NotKnown(TenantId tenant, String why) {}
