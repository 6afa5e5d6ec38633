package org.bailiwick.signin;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.bailiwick.platform.Jobs;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.Transactions;
import org.bailiwick.tenant.Tenants;
import org.bailiwick.web.Access;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerMapping;

/** Which tenant a request is about. It says nothing about who may know of it. */
@Component
final class RouteTenants {
    private final Transactions transactions;
    private final Tenants tenants;
    private final Jobs jobs;

    RouteTenants(Transactions transactions, Tenants tenants, Jobs jobs) {
        this.transactions = transactions;
        this.tenants = tenants;
        this.jobs = jobs;
    }

    Optional<TenantId> resolve(HttpServletRequest request, Access.Reach reach) {
        return switch (reach) {
            case PUBLIC, SIGNED_IN -> Optional.empty();
            case OVERSIGHT, MSP -> Optional.of(TenantId.MSP);
            case TENANT -> variable(request, "tenant").flatMap(name -> byName(request, name));
            case JOB -> variable(request, "job").flatMap(RouteTenants::uuid)
                    .flatMap(id -> transactions.signin(tx -> jobs.find(tx, id))).map(Jobs.Job::tenant);
        };
    }

    /** The API names tenants by public id alone, the console by short name alone. */
    private Optional<TenantId> byName(HttpServletRequest request, String name) {
        return String.valueOf(request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE)).startsWith("/api/")
                ? uuid(name).flatMap(tenants::byPublicId)
                : tenants.byShortName(name);
    }

    private static Optional<String> variable(HttpServletRequest request, String name) {
        return request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> variables
                && variables.get(name) instanceof String value ? Optional.of(value) : Optional.empty();
    }

    /** Only the one spelling that we hand out. */
    static Optional<UUID> uuid(String text) {
        try {
            var id = UUID.fromString(text);
            return id.toString().equals(text) ? Optional.of(id) : Optional.empty();
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}
