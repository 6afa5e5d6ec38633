package org.bailiwick.pattern;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.bailiwick.authority.AuthorityForTests;
import org.bailiwick.authority.Permit;
import org.bailiwick.authority.Principal;
import org.bailiwick.change.SampleTenant;
import org.bailiwick.finding.Findings;
import org.bailiwick.finding.Findings.Fact;
import org.bailiwick.finding.Findings.Judgement;
import org.bailiwick.finding.Findings.SubjectRef;
import org.bailiwick.finding.Rule;
import org.bailiwick.finding.Severity;
import org.bailiwick.finding.SubjectKind;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.Transactions;
import org.bailiwick.testing.TestDatabase;
import org.bailiwick.testing.TestModules;
import org.bailiwick.web.Scope;
import org.bailiwick.web.VisibleTenant;

/** Tenants in whose systems the same is wrong, and people of the MSP who look over them. */
final class PatternScene implements AutoCloseable {
    final TestDatabase database = TestDatabase.create();
    final Instant read = database.platform().clock().now().minus(Duration.ofHours(1))
            .truncatedTo(ChronoUnit.MILLIS);
    final TestModules modules = TestModules.over(database, context -> {});
    private final AuthorityForTests authority = new AuthorityForTests(database.platform());
    final Principal.Person rosa = authority.person("rosa");

    PatternScene() {
        authority.roots().firstAdministrator(rosa.id());
    }

    /** A tenant, and how it is seen. */
    record Place(SampleTenant sample, VisibleTenant seen) {
        TenantId id() {
            return seen.id();
        }
    }

    /** Whose register the risk owner may read. */
    Place tenant(String shortName) {
        var place = unread(shortName);
        database.mayRead(rosa.id(), place.id());
        return place;
    }

    Place unread(String shortName) {
        var sample = SampleTenant.create(database, modules, shortName, "operator");
        return new Place(sample,
                new VisibleTenant(sample.id(), UUID.randomUUID(), shortName, "Tenant " + shortName, false));
    }

    Principal.Person person(String name) {
        return authority.person(name);
    }

    Permit permit(Principal.Person person, String capability) {
        return authority.permit(person, capability, TenantId.MSP);
    }

    Permit look() {
        return permit(rosa, "oversight.read");
    }

    Permit assign() {
        return permit(rosa, "pattern.assign");
    }

    static Scope scope(Place... places) {
        return new Scope(Arrays.stream(places).map(Place::seen).toList(), false);
    }

    /** @return inside id of the account */
    long person(Place place, String username, UUID subject) {
        long account = place.sample().account("ext-" + username, username);
        about(account, "subject = '%s', display_name = 'Hannah Weiss'".formatted(subject));
        return account;
    }

    long machine(Place place, String username) {
        long account = place.sample().account("ext-" + username, username);
        about(account, "kind = 'service account'");
        return account;
    }

    void about(long account, String what) {
        database.superuser().sql("""
                                 update identity i set %s from account a
                                 where a.account_id = :account and i.tenant_id = a.tenant_id
                                   and i.identity_id = a.identity_id""".formatted(what))
                .param("account", account).update();
    }

    static Fact of(SubjectKind kind, long subject, Severity severity, String detail) {
        return new Fact(kind.text() + "/" + subject, severity, new SubjectRef(kind, subject), "Something is wrong",
                List.of("why"), detail);
    }

    static Fact account(long account, Severity severity) {
        return of(SubjectKind.ACCOUNT, account, severity, null);
    }

    void judged(Place place, String rule, Fact... facts) {
        judged(place, rule, read, facts);
    }

    void judged(Place place, String rule, Instant asOf, Fact... facts) {
        reconcile(place, new Judgement(rule, true, 0, null, asOf, List.of(facts)));
    }

    /** Each rule was asked and found nothing. */
    void clear(Place place) {
        for (var rule : Rule.values()) {
            judged(place, rule.id());
        }
    }

    void judgedInPart(Place place, String rule, Fact... facts) {
        reconcile(place, new Judgement(rule, true, 1, "one could not be judged", read, List.of(facts)));
    }

    private void reconcile(Place place, Judgement judgement) {
        modules.bean(Transactions.class).worker(place.id(),
                tx -> modules.bean(Findings.class).reconcile(tx, judgement));
    }

    List<PatternView> patterns(Place... places) {
        return patterns(PatternFilter.of(null, null, null, ""), places);
    }

    List<PatternView> patterns(PatternFilter filter, Place... places) {
        return part(look(), filter, places).items();
    }

    PatternPart part(Permit permit, PatternFilter filter, Place... places) {
        return modules.bean(Patterns.class).over(permit, scope(places), filter, null, 50);
    }

    static PatternView only(List<PatternView> patterns, PatternKind kind) {
        var found = patterns.stream().filter(each -> each.kind() == kind).toList();
        if (found.size() != 1) {
            throw new AssertionError("%d of %s: %s".formatted(found.size(), kind, patterns));
        }
        return found.getFirst();
    }

    long entries(TenantId tenant) {
        return database.superuser().sql("select count(*) from ev_entry where tenant_id = :tenant")
                .param("tenant", tenant.value()).query(Long.class).single();
    }

    @Override
    public void close() {
        modules.close();
        database.close();
    }
}
