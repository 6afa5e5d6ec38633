package org.bailiwick.assess;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.bailiwick.assess.Assessment.Holder;
import org.bailiwick.assess.Assessment.Service;
import org.bailiwick.catalogue.Catalogue;
import org.bailiwick.connector.EntitlementKey;
import org.bailiwick.connector.Observed;
import org.bailiwick.connector.Observed.Account;
import org.bailiwick.connector.realmexport.ExportedClient;
import org.bailiwick.connector.realmexport.ExportedRealm;
import org.jspecify.annotations.Nullable;

/** Assesses one exported realm: works out effective access in memory, then asks every rule about every subject. */
final class AssessRealm {
    private static final Comparator<Finding> WORST_FIRST = Comparator.comparing(Finding::severity)
            .thenComparing(Finding::rule).thenComparing(Finding::subject);

    private final ExportedRealm realm;
    private final Tiers tiers;
    private final Access access;
    private final Map<String, List<EntitlementKey>> direct;
    private final Map<String, Account> accounts;

    private AssessRealm(ExportedRealm realm, Catalogue catalogue) {
        this.realm = realm;
        this.tiers = new Tiers(catalogue, realm.name());
        this.access = new Access(realm.contents(), tiers);
        this.direct = realm.contents().memberships().stream()
                .collect(Collectors.groupingBy(Observed.Membership::accountId, HashMap::new,
                        Collectors.mapping(Observed.Membership::entitlement, Collectors.toList())));
        this.accounts = realm.contents().accounts().stream().collect(
                Collectors.toMap(Account::id, Function.identity(), (one, other) -> one, LinkedHashMap::new));
    }

    static Assessment assess(ExportedRealm realm, Catalogue catalogue, IntendedRules rules, Instant now) {
        return new AssessRealm(realm, catalogue).assess(rules, now);
    }

    private Assessment assess(IntendedRules intended, Instant now) {
        var holders = holders();
        var services = services();
        var judging = new Judging(realm, tiers, now);
        judging.settings(intended.settings());
        judging.accounts(accounts.values(), this::privileges, intended.genericNames());
        judging.services(services);
        judging.credentials(this::privileges);
        judging.defaults(access.of(realm.contents().defaults()), holders);
        judging.secretsInFile(this::privileges);
        judging.meanings();
        var findings = new ArrayList<>(judging.findings());
        findings.sort(WORST_FIRST);
        return new Assessment(realm, holders, access.givers(), services, findings, judging.notKnown());
    }

    private Privileges privileges(@Nullable String accountId) {
        return access.of(direct.getOrDefault(accountId, List.of()));
    }

    private List<Holder> holders() {
        return accounts.values().stream().map(account -> new Holder(account, privileges(account.id())))
                .filter(holder -> holder.privileges().tier().isPresent())
                .sorted(Comparator
                        .<Holder, Integer>comparing(holder -> holder.privileges().tier().orElseThrow().ordinal())
                        .thenComparing(holder -> holder.account().username()))
                .toList();
    }

    private List<Service> services() {
        var services = new ArrayList<Service>();
        for (var client : realm.contents().clients()) {
            if (Boolean.TRUE.equals(client.serviceAccount()) || client.accountId() != null) {
                services.add(service(client));
            }
        }
        services.sort(Comparator.<Service, Integer>comparing(service -> service.privileges().tier()
                .map(Enum::ordinal).orElse(Integer.MAX_VALUE)).thenComparing(service -> service.client().clientId()));
        return services;
    }

    private Service service(ExportedClient client) {
        var account = Optional.ofNullable(client.accountId() == null ? null : accounts.get(client.accountId()));
        var held = account.map(found -> direct.getOrDefault(found.id(), List.of())).orElse(List.of());
        return new Service(client, account, held.stream().map(access::name).sorted().toList(),
                privileges(client.accountId()));
    }
}
