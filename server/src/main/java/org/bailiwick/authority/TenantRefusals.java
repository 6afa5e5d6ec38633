package org.bailiwick.authority;

import org.bailiwick.tenant.TenantProblem;
import org.bailiwick.web.Refusal;
import org.springframework.http.HttpStatus;

/** How a refused tenant is said to whoever asked; the one switch over {@link TenantProblem}. */
public final class TenantRefusals {
    private TenantRefusals() {}

    public static Refusal of(TenantProblem problem) {
        return switch (problem) {
            case TenantProblem.ShortNameTaken(var name) -> Refusal.of(HttpStatus.CONFLICT, "short-name-taken",
                    "short name is taken", "`%s` names another tenant; choose another short name".formatted(name));
            case TenantProblem.ShortNameUnfit(var name) -> Refusal.of(HttpStatus.UNPROCESSABLE_ENTITY,
                    "short-name-unfit", "short name does not fit",
                    "`%s` does not fit into an address; use 3 to 40 small letters, digits and `-`, a letter first"
                            .formatted(name));
            case TenantProblem.NameBlank blank -> Refusal.of(HttpStatus.UNPROCESSABLE_ENTITY, "name-missing",
                    "name is missing", "give the tenant the name that people know it by");
        };
    }
}
