package org.bailiwick.bulk;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.bailiwick.authority.Permit;
import org.bailiwick.change.SampleTenant;
import org.bailiwick.connector.EntitlementKey;
import org.bailiwick.decision.DecisionKind;
import org.bailiwick.decision.Ticket;
import org.bailiwick.platform.PersonId;
import org.bailiwick.platform.Result;
import org.bailiwick.testing.TestDatabase;
import org.bailiwick.testing.TestModules;

/** A tenant with two people who decide, and grants to decide about. */
final class BulkScene {
    static final PersonId SECOND = new PersonId(1003);
    static final Ticket TICKET = new Ticket("HALO", "4711");

    final SampleTenant tenant;
    private final TestDatabase database;
    private final TestModules modules;
    private final long role;

    BulkScene(TestDatabase database, TestModules modules, String shortName) {
        this.database = database;
        this.modules = modules;
        tenant = SampleTenant.create(database, modules, shortName, "automatic");
        tenant.give("second approver", SECOND, "grant.decide", "tenant");
        // The same people decide in every scene, and what they decide alone counts over all tenants.
        database.superuser().sql("delete from bulk_alone").update();
        role = tenant.entitlement(new EntitlementKey(EntitlementKey.REALM_ROLE, "r-1"), "admin");
    }

    long role() {
        return role;
    }

    /** A direct grant each, of as many accounts. */
    List<UUID> grants(int many) {
        var grants = new ArrayList<UUID>();
        IntStream.range(0, many).forEach(number -> grants.add(grant("user-" + number)));
        return grants;
    }

    UUID grant(String username, PersonId... person) {
        return tenant.grant(tenant.account("x-" + username, username, person), role, true, "[[%d]]".formatted(role));
    }

    /** Inside id of an account that a grant was made for. */
    long account(String username) {
        return database.superuser()
                .sql("select account_id from account where tenant_id = :tenant and username = :username")
                .param("tenant", tenant.id().value()).param("username", username).query(Long.class).single();
    }

    Permit first() {
        return tenant.mayDecide();
    }

    Permit second() {
        return tenant.permit(SECOND, "Sam Second", "grant.decide");
    }

    static BulkRequest revoke(List<UUID> grants) {
        return request(DecisionKind.REVOKE, grants);
    }

    static BulkRequest request(DecisionKind kind, List<UUID> grants) {
        return new BulkRequest(kind, "left the project", Optional.of(TICKET),
                grants.stream().map(BulkRequest.Item::of).toList());
    }

    Preview preview(BulkRequest request) {
        return bulks().preview(first(), request).orThrow(problem -> new IllegalStateException(problem.toString()));
    }

    Result<BulkDecision, BulkProblem> ask(BulkRequest request) {
        return bulks().request(first(), request, preview(request).hash());
    }

    BulkDecision asked(BulkRequest request) {
        return ask(request).orThrow(problem -> new IllegalStateException(problem.toString()));
    }

    BulkDecisions bulks() {
        return modules.bean(BulkDecisions.class);
    }

    AnswerBulk answers() {
        return modules.bean(AnswerBulk.class);
    }

    /** Carries the ordered bulks out, but none of the changes that they order. */
    void carryOut() {
        // Of one kind a tenant has one piece of work under way, so each claim brings one bulk.
        int claimed;
        do {
            claimed = modules.runDueWork(CarryOutBulk.KIND::equals);
        } while (claimed > 0);
    }

    BulkDecision now(BulkDecision bulk) {
        return modules.bean(org.bailiwick.platform.Transactions.class).tenant(tenant.id(),
                tx -> bulks().find(tx, bulk.publicId()).orElseThrow());
    }

    List<BulkItem> items(BulkDecision bulk) {
        return modules.bean(org.bailiwick.platform.Transactions.class).tenant(tenant.id(),
                tx -> bulks().items(tx, bulk, 0, BulkRequest.MOST_ITEMS));
    }

    List<String> texts(String sql) {
        return database.superuser().sql(sql).param("tenant", tenant.id().value()).query(String.class).list();
    }

    static <T> BulkProblem no(Result<T, BulkProblem> result) {
        return switch (result) {
            case Result.Ok<T, BulkProblem>(var value) -> throw new AssertionError("was not refused: " + value);
            case Result.No<T, BulkProblem>(var problem) -> problem;
        };
    }
}
