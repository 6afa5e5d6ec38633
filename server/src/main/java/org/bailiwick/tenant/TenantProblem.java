package org.bailiwick.tenant;

/** Why a tenant was not created. */
public sealed interface TenantProblem {
    record ShortNameTaken(String shortName) implements TenantProblem {}

    record ShortNameUnfit(String shortName) implements TenantProblem {}

    record NameBlank() implements TenantProblem {}
}
