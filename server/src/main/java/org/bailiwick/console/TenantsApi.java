package org.bailiwick.console;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bailiwick.authority.Capabilities;
import org.bailiwick.authority.Principal;
import org.bailiwick.estate.ChosenTenants;
import org.bailiwick.web.Access;
import org.bailiwick.web.Scope;
import org.bailiwick.web.Slice;
import org.bailiwick.web.VisibleTenant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The tenants that exist for whoever asks, for programs: with what the front page and a tenant's home show of each. */
@RestController
final class TenantsApi {
    private final TenantRows rows;
    private final ChosenTenants chosen;

    TenantsApi(TenantRows rows, ChosenTenants chosen) {
        this.rows = rows;
        this.chosen = chosen;
    }

    /**
     * @param role yours there, by the strongest thing that you hold; absent, like systems and figures, in a list that was
     *        not asked for them
     */
    record SeenTenantJson(UUID id, String shortName, String name, List<String> tags,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String role,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable SystemsJson systems,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable TenantFiguresJson figures) {
        static SeenTenantJson of(VisibleTenant tenant, List<String> tags) {
            return new SeenTenantJson(tenant.publicId(), tenant.shortName(), tenant.name(), tags, null, null, null);
        }

        static SeenTenantJson of(VisibleTenant tenant, List<String> tags, TenantsPage.Row row) {
            return new SeenTenantJson(tenant.publicId(), tenant.shortName(), tenant.name(), tags, row.role(),
                    SystemsJson.of(row), TenantFiguresJson.of(row));
        }
    }

    /**
     * @param items null where they are not known
     * @param why they are not known; null where they are
     */
    record SystemsJson(@Nullable List<SystemJson> items, @Nullable String why) {
        static SystemsJson of(TenantsPage.Row row) {
            var systems = row.systems();
            return systems == null
                    ? new SystemsJson(null, row.unread())
                    : new SystemsJson(systems.stream().map(SystemJson::of).toList(), null);
        }
    }

    /**
     * @param state of its connection
     * @param readAt when everything in it was last read completely; null where it never was
     * @param problem why it is not ready and what to do next; null where it is
     */
    record SystemJson(String name, String state, @Nullable Instant readAt, @Nullable String problem) {
        static SystemJson of(SystemLine line) {
            return new SystemJson(line.name(), line.state(), line.readAt(), line.problem());
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
    @Operation(operationId = "listTenants", summary = "The tenants that you may see; with `figures=true` also your role in each, how its systems are read, and how many identities, privileged grants and waiting changes it has, as far as you may read them")
    Slice<SeenTenantJson> list(Principal.Person person, Scope scope,
            @RequestParam(defaultValue = "false") boolean figures) {
        if (figures) {
            return new Slice<>(withFigures(person, scope.tenants()), null);
        }
        var tags = chosen.tags(scope.ids());
        return new Slice<>(scope.tenants().stream()
                .map(tenant -> SeenTenantJson.of(tenant, tags.getOrDefault(tenant.id(), List.of()))).toList(), null);
    }

    @GetMapping("/api/v1/tenants/{tenant}")
    @Access(capability = Capabilities.TENANT_READ, scope = Access.Reach.TENANT)
    @Operation(operationId = "getTenant", summary = "A tenant with its tags, systems and figures, as far as you may read them, and your role there")
    SeenTenantJson one(Principal.Person person, VisibleTenant tenant) {
        return withFigures(person, List.of(tenant)).getFirst();
    }

    private List<SeenTenantJson> withFigures(Principal.Person person, List<VisibleTenant> tenants) {
        var found = rows.of(person, tenants);
        var tags = chosen.tags(tenants.stream().map(VisibleTenant::id).collect(Collectors.toUnmodifiableSet()));
        return IntStream.range(0, tenants.size())
                .mapToObj(number -> SeenTenantJson.of(tenants.get(number),
                        tags.getOrDefault(tenants.get(number).id(), List.of()), found.get(number)))
                .toList();
    }
}
