package org.bailiwick.signin;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bailiwick.authority.Authorities;
import org.bailiwick.authority.AuthorityView;
import org.bailiwick.authority.Capabilities;
import org.bailiwick.authority.Contracts;
import org.bailiwick.authority.DecisionPoint;
import org.bailiwick.authority.Evaluation;
import org.bailiwick.authority.OwnAuthorities;
import org.bailiwick.authority.OwnAuthority;
import org.bailiwick.authority.Permit;
import org.bailiwick.authority.Principal;
import org.bailiwick.authority.Wording;
import org.bailiwick.platform.PersonId;
import org.bailiwick.platform.PlatformClock;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.Transactions;
import org.bailiwick.signin.AuthoritiesPage.HandOn;
import org.bailiwick.signin.AuthoritiesPage.Option;
import org.bailiwick.signin.AuthoritiesPage.OwnerForm;
import org.bailiwick.signin.AuthoritiesPage.Row;
import org.bailiwick.web.VisibleTenant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Gathers who may do what in a tenant, with the forms that fit whoever looks; each route decides again. */
@Component
final class AuthorityList {
    private final Authorities authorities;
    private final OwnAuthorities own;
    private final Providers providers;
    private final Contracts contracts;
    private final DecisionPoint decisions;
    private final Transactions transactions;
    private final PlatformClock clock;

    AuthorityList(Authorities authorities, OwnAuthorities own, Providers providers, Contracts contracts,
            DecisionPoint decisions, Transactions transactions, PlatformClock clock) {
        this.authorities = authorities;
        this.own = own;
        this.providers = providers;
        this.contracts = contracts;
        this.decisions = decisions;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** What was typed into one of the forms and refused, and why. */
    record Refused(HandOn.@Nullable Typed handOn, @Nullable OwnerForm owner, @Nullable String problem) {
        static final Refused NOTHING = new Refused(null, null, null);
    }

    AuthoritiesPage of(Permit permit, Principal.Person person, VisibleTenant tenant, Refused refused) {
        var mine = own.inForce(person.id(), Set.of(tenant.id())).getOrDefault(tenant.id(), List.of());
        var handsOn = mine.stream().filter(held -> held.capability().equals(Capabilities.AUTHORITY_DELEGATE)).toList();
        var all = authorities.list(permit);
        return new AuthoritiesPage(tenant, rows(all.stream().filter(view -> over(view).isEmpty()), handsOn),
                rows(all.stream().filter(view -> over(view).isPresent()), List.of()),
                handsOn.isEmpty() ? null : handOn(mine, tenant.id(), refused),
                mayNameOwner(tenant, mine) ? refused.owner() == null ? OwnerForm.EMPTY : refused.owner() : null,
                refused.problem());
    }

    /** What holds together authorities that people read as one. */
    private record Same(Optional<PersonId> person, String holder, String side, String source, LocalDate since,
            Optional<Instant> until, Optional<LocalDate> over, String reason, Optional<String> ticket) {}

    /** What was given on one day and ended on one day is told together. */
    private Same same(AuthorityView view) {
        return new Same(view.person(), view.holder().orElse("Bailiwick, the product"), view.side(), view.source(),
                day(view.since()), view.until(), over(view).map(AuthorityList::day), view.reason(), view.ticket());
    }

    boolean mayRead(Permit permit, VisibleTenant tenant) {
        return transactions.tenant(tenant.id(), tx -> decisions.decide(tx, permit.principal(),
                Capabilities.TENANT_READ) instanceof Evaluation.Permitted);
    }

    private List<Row> rows(Stream<AuthorityView> views, List<OwnAuthority> handsOn) {
        return views.collect(Collectors.groupingBy(this::same, LinkedHashMap::new, Collectors.toList())).entrySet()
                .stream().map(group -> row(group.getKey(), group.getValue(), handsOn))
                .sorted(Comparator.comparing(Row::side).thenComparing(Row::holder)).toList();
    }

    private Row row(Same same, List<AuthorityView> views, List<OwnAuthority> handsOn) {
        var may = views.stream().map(view -> new Option(view.id().toString(), Wording.may(view.capability())))
                .sorted(Comparator.comparing(Option::label)).toList();
        var since = views.stream().map(AuthorityView::since).min(Comparator.naturalOrder()).orElseThrow();
        var over = views.stream().map(this::over).flatMap(Optional::stream).max(Comparator.naturalOrder());
        return new Row(same.holder(), may, Wording.side(same.side()), Wording.source(same.source()),
                since, same.until().orElse(null), over.orElse(null), same.reason(),
                same.ticket().orElse(null),
                views.stream().anyMatch(view -> handsOn.stream().anyMatch(held -> reaches(held, view))));
    }

    private static LocalDate day(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC);
    }

    /** When it was taken back or ran out; empty while it is in force. */
    private Optional<Instant> over(AuthorityView view) {
        return view.revokedAt().or(() -> view.until().filter(end -> !end.isAfter(clock.now())));
    }

    /** The MSP does not take back what stands on the tenant's side. */
    private static boolean reaches(OwnAuthority handsOn, AuthorityView view) {
        return handsOn.side().equals("tenant") || view.side().equals("msp");
    }

    private HandOn handOn(List<OwnAuthority> mine, TenantId tenant, Refused refused) {
        var may = mine.stream().map(OwnAuthority::capability)
                .filter(capability -> !capability.equals(Capabilities.CONTRACT_ACCEPT)).distinct()
                .map(capability -> new Option(capability, Wording.may(capability))).toList();
        var issuers = Stream.of(tenant, TenantId.MSP).distinct().flatMap(each -> providers.of(each).stream())
                .map(provider -> new Option(provider.issuer(),
                        "%s (%s)".formatted(provider.name(), provider.issuer().replaceFirst("^https?://", ""))))
                .toList();
        return new HandOn(may, issuers, refused.handOn() == null ? HandOn.Typed.NOTHING : refused.handOn());
    }

    /** While an owner who accepted a contract holds their authority, that side is not the MSP's to open. */
    private boolean mayNameOwner(VisibleTenant tenant, List<OwnAuthority> mine) {
        return !tenant.msp() && mine.stream().anyMatch(held -> held.capability().equals(Capabilities.TENANT_MANAGE))
                && transactions.tenant(tenant.id(), tx -> contracts.standing(tx).accepted().isEmpty()
                        || authorities.holding(tx, Capabilities.CONTRACT_ACCEPT).isEmpty());
    }
}
