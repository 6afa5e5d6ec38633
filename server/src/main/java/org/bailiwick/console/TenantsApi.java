package org.bailiwick.console;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.bailiwick.authority.Capabilities;
import org.bailiwick.authority.Principal;
import org.bailiwick.web.Access;
import org.bailiwick.web.Scope;
import org.bailiwick.web.Slice;
import org.bailiwick.web.VisibleTenant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The tenants that exist for whoever asks, for programs: with the figures of the front page and of a tenant's home. */
@RestController
final class TenantsApi {
    private final TenantRows rows;

    TenantsApi(TenantRows rows) {
        this.rows = rows;
    }

    /** @param figures absent in a list that was not asked for them */
    record SeenTenantJson(UUID id, String shortName, String name,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable TenantFiguresJson figures) {
        static SeenTenantJson of(VisibleTenant tenant, @Nullable TenantFiguresJson figures) {
            return new SeenTenantJson(tenant.publicId(), tenant.shortName(), tenant.name(), figures);
        }
    }

    /**
     * @param privilegedGrants effective grants of high or critical tier
     * @param changesWaiting changes that are not proven yet
     * @param stillEffective those of them after which the access was found again
     */
    record TenantFiguresJson(FigureJson identities, FigureJson privilegedGrants, FigureJson changesWaiting,
            FigureJson stillEffective) {
        static TenantFiguresJson of(TenantsPage.Row row) {
            return new TenantFiguresJson(FigureJson.of(row.identities()), FigureJson.of(row.privileged()),
                    FigureJson.of(row.waiting()), FigureJson.of(row.stillEffective()));
        }
    }

    /**
     * @param count null where it is not known
     * @param asOf the oldest reading that it rests on; null where it is counted as it is now, or not known
     * @param why it is not known; null where it is
     */
    record FigureJson(@Nullable Long count, @Nullable Instant asOf, @Nullable String why) {
        static FigureJson of(Figure figure) {
            return new FigureJson(figure.value(), figure.asOf(), figure.value() == null ? figure.why() : null);
        }
    }

    @GetMapping("/api/v1/tenants")
    @Access(scope = Access.Reach.SIGNED_IN)
    @Operation(operationId = "listTenants", summary = "The tenants that you may see; with `figures=true` also how many identities, privileged grants and waiting changes each has, as far as you may read them")
    Slice<SeenTenantJson> list(Principal.Person person, Scope scope,
            @RequestParam(defaultValue = "false") boolean figures) {
        return new Slice<>(figures
                ? withFigures(person, scope.tenants())
                : scope.tenants().stream().map(tenant -> SeenTenantJson.of(tenant, null)).toList(), null);
    }

    @GetMapping("/api/v1/tenants/{tenant}")
    @Access(capability = Capabilities.TENANT_READ, scope = Access.Reach.TENANT)
    @Operation(operationId = "getTenant", summary = "A tenant with its figures, as far as you may read them")
    SeenTenantJson one(Principal.Person person, VisibleTenant tenant) {
        return withFigures(person, List.of(tenant)).getFirst();
    }

    private List<SeenTenantJson> withFigures(Principal.Person person, List<VisibleTenant> tenants) {
        var found = rows.of(person, tenants);
        return IntStream.range(0, tenants.size())
                .mapToObj(number -> SeenTenantJson.of(tenants.get(number), TenantFiguresJson.of(found.get(number))))
                .toList();
    }
}
