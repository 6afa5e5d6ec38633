package org.bailiwick.bulk;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.bailiwick.decision.DecisionKind;
import org.bailiwick.decision.DecisionRequest;
import org.bailiwick.decision.Ticket;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.web.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The SQL of the items of bulks; each gets its end once. */
@Component
final class BulkItemStore {
    private static final String ITEM = """
                                       select i.number, i.grant_public_id, i.finding_public_id, b.kind as bulk_kind, i.justification, i.ticket_system, i.ticket_key,
                                         i.state, i.problem, i.detail, a.username, coalesce(e.name, f.title) as entitlement, r.name as removes,
                                         d.public_id as decision, c.public_id as change, c.state as change_state
                                       from bulk_decision_item i
                                       join bulk_decision b on b.tenant_id = i.tenant_id and b.bulk_id = i.bulk_id
                                       left join access_grant g on g.tenant_id = i.tenant_id and g.grant_id = i.grant_id
                                       left join account a on a.tenant_id = g.tenant_id and a.account_id = g.account_id
                                       left join entitlement e on e.tenant_id = g.tenant_id and e.entitlement_id = g.entitlement_id
                                       left join finding f on f.tenant_id = i.tenant_id and f.public_id = i.finding_public_id
                                       left join entitlement r on r.tenant_id = i.tenant_id and r.entitlement_id = i.removes
                                       left join decision d on d.tenant_id = i.tenant_id and d.decision_id = i.decision_id
                                       left join change_order c on c.tenant_id = d.tenant_id and c.change_id = d.change_id
                                       where i.tenant_id = :tenant and i.bulk_id = :bulk
                                       """;

    void insert(TenantTx tx, long bulk, List<Preview.Line> lines) {
        tx.sql("""
               insert into bulk_decision_item (tenant_id, bulk_id, number, grant_public_id, finding_public_id, grant_id, removes,
                 justification, ticket_system, ticket_key, state, problem, detail, shown_hash)
               select :tenant, :bulk, number, grant_public_id, finding_public_id, grant_id, removes, justification, ticket_system,
                 ticket_key, case when problem is null then 'waiting' else 'refused' end, problem, detail, decode(shown, 'hex')
               from unnest(:grants::uuid[], :findings::uuid[], :rows::bigint[], :removes::bigint[], :reasons::text[], :systems::text[],
                 :keys::text[], :problems::text[], :details::text[], :shown::text[])
                 with ordinality as t (grant_public_id, finding_public_id, grant_id, removes, justification, ticket_system, ticket_key,
                   problem, detail, shown, number)""")
                .param("bulk", bulk)
                .param("grants", each(lines, UUID[]::new, line -> line.about().grantOrNull()))
                .param("findings", each(lines, UUID[]::new, line -> line.about().findingOrNull()))
                .param("rows", each(lines, Long[]::new, line -> line.found().map(grant -> grant.id()).orElse(null)))
                .param("removes",
                        each(lines, Long[]::new, line -> line.removes().map(taken -> taken.edge().id()).orElse(null)))
                .param("reasons", each(lines, String[]::new, line -> line.wording().justification()))
                .param("systems", each(lines, String[]::new, line -> ticket(line, Ticket::system)))
                .param("keys", each(lines, String[]::new, line -> ticket(line, Ticket::key)))
                .param("problems", each(lines, String[]::new, line -> problem(line, Refusal::name)))
                .param("details", each(lines, String[]::new, line -> problem(line, Refusal::detail)))
                .param("shown",
                        each(lines, String[]::new,
                                line -> line.wording().kind() == DecisionKind.KEEP ? PreviewHash.of(line) : null))
                .update();
    }

    /** In the order in which they were asked for. */
    List<BulkItem> page(TenantTx tx, long bulk, int after, int limit) {
        return tx.sql(ITEM + "and i.number > :after order by i.number limit :limit").param("bulk", bulk)
                .param("after", after).param("limit", limit).query((row, number) -> item(row)).list();
    }

    List<Integer> waiting(TenantTx tx, long bulk, int limit) {
        return tx.sql("""
                      select number from bulk_decision_item
                      where tenant_id = :tenant and bulk_id = :bulk and state = 'waiting'
                      order by number limit :limit""").param("bulk", bulk).param("limit", limit).query(Integer.class)
                .list();
    }

    /**
     * What is to be done about a waiting item.
     *
     * @param shown hash of its line of the preview, where it is to be kept; hexadecimal
     */
    record Waiting(int number, About about, @Nullable Long removes, DecisionRequest wording, @Nullable String shown) {}

    /** Takes a waiting item; empty where somebody else ended it meanwhile. */
    Optional<Waiting> take(TenantTx tx, long bulk, int number, DecisionKind kind) {
        return tx
                .sql("""
                     select number, grant_public_id, finding_public_id, removes, justification, ticket_system, ticket_key,
                       encode(shown_hash, 'hex') as shown
                     from bulk_decision_item
                     where tenant_id = :tenant and bulk_id = :bulk and number = :number and state = 'waiting'
                     for update""")
                .param("bulk", bulk).param("number", number)
                .query((row, count) -> new Waiting(row.getInt("number"), about(row),
                        row.getObject("removes", Long.class), wording(row, kind), row.getString("shown")))
                .optional();
    }

    /** @param decision null where what was decided is no grant */
    void decided(TenantTx tx, long bulk, int number, @Nullable UUID decision) {
        tx.sql("""
               update bulk_decision_item set state = 'decided', decision_id = (
                 select d.decision_id from decision d where d.tenant_id = :tenant and d.public_id = :decision::uuid)
               where tenant_id = :tenant and bulk_id = :bulk and number = :number and state = 'waiting'""")
                .param("bulk", bulk).param("number", number).param("decision", decision).update();
    }

    void refused(TenantTx tx, long bulk, int number, ItemProblem problem) {
        var words = problem.words();
        tx.sql("""
               update bulk_decision_item set state = 'refused', problem = :problem, detail = :detail
               where tenant_id = :tenant and bulk_id = :bulk and number = :number and state = 'waiting'""")
                .param("bulk", bulk).param("number", number).param("problem", words.name())
                .param("detail", words.detail()).update();
    }

    /** All that still wait, for the same reason. */
    void refusedAll(TenantTx tx, long bulk, ItemProblem problem) {
        var words = problem.words();
        tx.sql("""
               update bulk_decision_item set state = 'refused', problem = :problem, detail = :detail
               where tenant_id = :tenant and bulk_id = :bulk and state = 'waiting'""").param("bulk", bulk)
                .param("problem", words.name()).param("detail", words.detail()).update();
    }

    private static <T> T[] each(List<Preview.Line> lines, java.util.function.IntFunction<T[]> array,
            Function<Preview.Line, @Nullable T> value) {
        return lines.stream().map(value).toArray(array);
    }

    private static @Nullable String ticket(Preview.Line line, Function<Ticket, String> part) {
        return line.wording().ticket().map(part).orElse(null);
    }

    private static @Nullable String problem(Preview.Line line, Function<Refusal, String> part) {
        return line.problem().map(ItemProblem::words).map(part).orElse(null);
    }

    private static BulkItem item(ResultSet row) throws SQLException {
        var change = row.getObject("change", UUID.class);
        var problem = row.getString("problem");
        return new BulkItem(row.getInt("number"), about(row),
                Optional.ofNullable(row.getString("username")), Optional.ofNullable(row.getString("entitlement")),
                Optional.ofNullable(row.getString("removes")),
                wording(row, DecisionKind.valueOf(row.getString("bulk_kind"))), row.getString("state"),
                Optional.ofNullable(row.getObject("decision", UUID.class)),
                change == null
                        ? Optional.empty()
                        : Optional.of(new BulkItem.Change(change, row.getString("change_state"))),
                problem == null
                        ? Optional.empty()
                        : Optional.of(new BulkItem.Refused(problem, row.getString("detail"))));
    }

    private static About about(ResultSet row) throws SQLException {
        var grant = row.getObject("grant_public_id", UUID.class);
        return grant == null ? About.finding(row.getObject("finding_public_id", UUID.class)) : About.grant(grant);
    }

    private static DecisionRequest wording(ResultSet row, DecisionKind kind) throws SQLException {
        var system = row.getString("ticket_system");
        return new DecisionRequest(kind, row.getString("justification"),
                system == null ? Optional.empty() : Optional.of(new Ticket(system, row.getString("ticket_key"))));
    }
}
