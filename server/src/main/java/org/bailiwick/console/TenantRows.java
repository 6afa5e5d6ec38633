package org.bailiwick.console;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.bailiwick.authority.Capabilities;
import org.bailiwick.authority.OwnAuthorities;
import org.bailiwick.authority.OwnAuthority;
import org.bailiwick.authority.Principal;
import org.bailiwick.change.WaitingChanges;
import org.bailiwick.platform.TenantId;
import org.bailiwick.register.TenantFigures;
import org.bailiwick.web.VisibleTenant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Gathers what a person may know of each tenant; each number only where they hold the authority to read it. */
@Component
final class TenantRows {
    private final OwnAuthorities authorities;
    private final TenantFigures figures;
    private final WaitingChanges changes;

    TenantRows(OwnAuthorities authorities, TenantFigures figures, WaitingChanges changes) {
        this.authorities = authorities;
        this.figures = figures;
        this.changes = changes;
    }

    List<TenantsPage.Row> of(Principal.Person person, List<VisibleTenant> tenants) {
        var held = authorities.inForce(person.id(), ids(tenants));
        var readable = figures.of(with(held, Capabilities.REGISTER_READ));
        var followed = changes.of(with(held, Capabilities.CHANGE_READ));
        return tenants.stream().map(tenant -> new Line(tenant, may(held, tenant.id()), readable.get(tenant.id()),
                followed.get(tenant.id()))).map(TenantRows::row).toList();
    }

    private record Line(VisibleTenant tenant, Set<String> may, TenantFigures.@Nullable Figures figures,
            WaitingChanges.@Nullable Waiting waiting) {}

    private static TenantsPage.Row row(Line line) {
        var figures = line.figures();
        var waiting = line.waiting();
        var unfollowed = Figure.notKnown("no authority to follow changes");
        return new TenantsPage.Row(line.tenant().shortName(), line.tenant().name(), Words.role(line.may()),
                figures == null ? null : systems(figures),
                figures == null
                        ? Figure.notKnown(TenantsPage.Row.UNREAD)
                        : figure(figures.identities(), figures.identitiesAt()),
                figures == null
                        ? Figure.notKnown(TenantsPage.Row.UNREAD)
                        : figure(figures.privileged(), figures.privilegedAt()),
                waiting == null ? unfollowed : Figure.of(waiting.changes()),
                waiting == null ? unfollowed : Figure.of(waiting.stillEffective()));
    }

    private static Figure figure(Optional<Long> count, Optional<Instant> readAt) {
        return count.flatMap(number -> readAt.map(at -> Figure.of(number, at)))
                .orElseGet(() -> Figure.notKnown("never read completely"));
    }

    private static List<SystemLine> systems(TenantFigures.Figures figures) {
        return figures.systems().stream().map(read -> new SystemLine(read.name(), read.state(),
                read.completeAt().orElse(null), read.problem().orElse(null))).toList();
    }

    private static Set<TenantId> with(Map<TenantId, List<OwnAuthority>> held, String capability) {
        return held.keySet().stream().filter(tenant -> may(held, tenant).contains(capability))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Set<String> may(Map<TenantId, List<OwnAuthority>> held, TenantId tenant) {
        return Objects.requireNonNullElse(held.get(tenant), List.<OwnAuthority>of()).stream()
                .map(OwnAuthority::capability).collect(Collectors.toUnmodifiableSet());
    }

    private static Set<TenantId> ids(List<VisibleTenant> tenants) {
        return tenants.stream().map(VisibleTenant::id).collect(Collectors.toUnmodifiableSet());
    }
}
