package org.bailiwick.lifecycle;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.bailiwick.authority.Permit;
import org.bailiwick.change.ChangeState;
import org.bailiwick.platform.PersonId;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.register.GrantView.AccountRef;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/** The SQL of what a case asks for in a tenant; items also over several tenants at once, to be read alone. */
@Component
final class RequestStore {
    /** What nobody may answer any more does not wait. */
    private static final String STATE = """
                                        case when r.state = 'awaiting approval' and exists (select from approval p
                                          where p.tenant_id = r.tenant_id and p.subject_kind = 'leaver request'
                                            and p.subject_id = r.public_id and p.state = 'requested' and p.until <= :now)
                                          then 'expired' else r.state end""";
    private static final String REQUEST = """
                                          select r.request_id, r.public_id, i.public_id as identity, i.display_name, r.plan_hash, r.asked_by,
                                            asked.name as asked_by_name, r.asked_at, %s as state, r.state_at, decided.name as decided_by_name,
                                            r.correlation
                                          from leaver_request r
                                          join identity i on i.tenant_id = r.tenant_id and i.identity_id = r.identity_id
                                          left join tenant_person asked on asked.tenant_id = r.tenant_id and asked.person_id = r.asked_by
                                          left join tenant_person decided on decided.tenant_id = r.tenant_id
                                            and decided.person_id = r.decided_by
                                          where r.tenant_id = :tenant
                                          """
            .formatted(STATE);

    /** An item as it is carried out. */
    record Row(long id, long account, @Nullable UUID grant) {}

    /** @return inside id; the identity is that of the first account */
    long insert(TenantTx tx, UUID publicId, PartPlan plan, Permit permit, PersonId person, RequestState state,
            UUID correlation) {
        return tx.sql("""
                      insert into leaver_request (tenant_id, public_id, identity_id, plan_hash, asked_by, authority_id,
                        asked_at, state, state_at, decided_by, decision_authority_id, correlation)
                      select :tenant, :id, a.identity_id, :hash, :person, :authority, :now, :state, :now,
                        case when :state = 'ordered' then :person end,
                        case when :state = 'ordered' then :authority end, :correlation
                      from account a where a.tenant_id = :tenant and a.public_id = :account
                      returning request_id""").param("id", publicId)
                .param("hash", HexFormat.of().parseHex(plan.hash())).param("person", person.value())
                .param("authority", permit.authorityId()).param("state", state.text())
                .param("correlation", correlation).param("account", plan.accounts().getFirst().account())
                .query(Long.class).single();
    }

    void insertItem(TenantTx tx, long request, UUID account, @Nullable UUID grant) {
        int written = tx.sql("""
                             insert into leaver_item (tenant_id, request_id, account_id, grant_id)
                             select :tenant, :request, a.account_id, g.grant_id
                             from account a
                             left join access_grant g on g.tenant_id = a.tenant_id and g.account_id = a.account_id
                               and g.public_id = :grant
                             where a.tenant_id = :tenant and a.public_id = :account
                               and (:grant::uuid is null or g.grant_id is not null)""").param("request", request)
                .param("account", account).param("grant", grant).update();
        if (written != 1) {
            throw new IllegalStateException("the plan names an account or a grant that is not of this tenant");
        }
    }

    Optional<UUID> publicId(TenantTx tx, long id) {
        return tx.sql("select public_id from leaver_request where tenant_id = :tenant and request_id = :id")
                .param("id", id).query(UUID.class).optional();
    }

    Optional<LeaverRequest> find(TenantTx tx, UUID publicId) {
        return tx.sql(REQUEST + "and r.public_id = :id").param("id", publicId)
                .query((row, number) -> request(tx, row)).optional();
    }

    /** As {@link #find}; nobody else decides about it until this transaction ends. */
    Optional<LeaverRequest> lock(TenantTx tx, UUID publicId) {
        return tx.sql(REQUEST + "and r.public_id = :id for update of r").param("id", publicId)
                .query((row, number) -> request(tx, row)).optional();
    }

    /** Newest first. */
    List<LeaverRequest> list(TenantTx tx, int limit) {
        return tx.sql(REQUEST + "order by r.asked_at desc, r.request_id desc limit :limit").param("limit", limit)
                .query((row, number) -> request(tx, row)).list();
    }

    void state(TenantTx tx, LeaverRequest request, RequestState state, @Nullable PersonId by,
            @Nullable Long authority) {
        tx.sql("""
               update leaver_request set state = :state, state_at = :now, decided_by = :by,
                 decision_authority_id = :authority
               where tenant_id = :tenant and request_id = :id""").param("state", state.text())
                .param("by", by == null ? null : by.value()).param("authority", authority)
                .param("id", request.id()).update();
    }

    /** Disabling first: it ends what the memberships behind it still give. */
    List<Row> rows(TenantTx tx, long request) {
        return tx.sql("""
                      select i.item_id, i.account_id, g.public_id as grant
                      from leaver_item i
                      left join access_grant g on g.tenant_id = i.tenant_id and g.grant_id = i.grant_id
                      where i.tenant_id = :tenant and i.request_id = :request
                      order by i.grant_id nulls first, i.item_id""").param("request", request)
                .query((row, number) -> new Row(row.getLong("item_id"), row.getLong("account_id"),
                        row.getObject("grant", UUID.class)))
                .list();
    }

    void change(TenantTx tx, long item, long change) {
        tx.sql("update leaver_item set change_id = :change where tenant_id = :tenant and item_id = :item")
                .param("change", change).param("item", item).update();
    }

    /** Which of these accounts a request would disable that is neither decided nor taken back. */
    Set<Long> asksToDisable(Function<String, StatementSpec> sql, Set<TenantId> tenants, Collection<Long> accounts) {
        return Set.copyOf(sql.apply("""
                                    select distinct i.account_id from leaver_item i
                                    join leaver_request r on r.tenant_id = i.tenant_id and r.request_id = i.request_id
                                    where i.tenant_id = any(:tenants) and i.account_id = any(:accounts)
                                      and i.grant_id is null and r.state = 'awaiting approval'""")
                .param("tenants", tenants.stream().map(TenantId::value).toArray(Integer[]::new))
                .param("accounts", accounts.toArray(Long[]::new)).query(Long.class).list());
    }

    /** Inside ids of the connections through which these accounts are reached. */
    List<Long> connections(TenantTx tx, Set<UUID> accounts) {
        return tx.sql("""
                      select distinct connection_id from account
                      where tenant_id = :tenant and public_id = any(:accounts)""")
                .param("accounts", accounts.toArray(UUID[]::new)).query(Long.class).list();
    }

    AccountRef account(TenantTx tx, long id) {
        return tx.sql("""
                      select a.account_id, a.public_id, a.connection_id, a.external_id, a.username, a.display_name,
                        i.public_id as identity, i.subject, i.kind
                      from account a join identity i on i.tenant_id = a.tenant_id and i.identity_id = a.identity_id
                      where a.tenant_id = :tenant and a.account_id = :id""").param("id", id)
                .query((row, number) -> new AccountRef(row.getLong("account_id"),
                        row.getObject("public_id", UUID.class), row.getLong("connection_id"),
                        row.getString("external_id"), row.getString("username"), row.getString("display_name"),
                        row.getObject("identity", UUID.class), row.getObject("subject", UUID.class),
                        row.getString("kind")))
                .single();
    }

    /** The newest item of each account and membership: what was ordered once more stands for what was before. */
    List<Item> items(Function<String, StatementSpec> sql, Set<TenantId> tenants, Set<UUID> requests) {
        return sql
                .apply("""
                       select distinct on (i.tenant_id, a.username, a.account_id, i.grant_id) i.tenant_id,
                         %s as request, a.public_id as account, a.username, a.gone_at is not null as gone,
                         g.public_id as grant, e.kind, e.name, c.public_id as change, c.state, c.state_at, c.applied,
                         c.detail, c.state = 'authorised' and c.due_at is null as waits
                       from leaver_item i
                       join leaver_request r on r.tenant_id = i.tenant_id and r.request_id = i.request_id
                       join account a on a.tenant_id = i.tenant_id and a.account_id = i.account_id
                       left join access_grant g on g.tenant_id = i.tenant_id and g.grant_id = i.grant_id
                       left join entitlement e on e.tenant_id = g.tenant_id and e.entitlement_id = g.entitlement_id
                       left join change_order c on c.tenant_id = i.tenant_id and c.change_id = i.change_id
                       where i.tenant_id = any(:tenants) and r.public_id = any(:requests)
                       order by i.tenant_id, a.username, a.account_id, i.grant_id nulls first, i.item_id desc"""
                        .formatted(STATE))
                .param("tenants", tenants.stream().map(TenantId::value).toArray(Integer[]::new))
                .param("requests", requests.toArray(UUID[]::new)).query((row, number) -> item(row)).list();
    }

    private static Item item(ResultSet row) throws SQLException {
        var grant = row.getObject("grant", UUID.class);
        var change = row.getObject("change", UUID.class);
        return new Item(new TenantId(row.getInt("tenant_id")), RequestState.of(row.getString("request")),
                row.getObject("account", UUID.class), row.getString("username"), row.getBoolean("gone"),
                grant == null
                        ? Optional.empty()
                        : Optional.of(new Item.Membership(grant, row.getString("kind"), row.getString("name"))),
                change == null
                        ? Optional.empty()
                        : Optional.of(new Item.Change(change, ChangeState.of(row.getString("state")),
                                instant(row, "state_at"), row.getString("applied").equals("yes"),
                                row.getBoolean("waits"), Optional.ofNullable(row.getString("detail")))));
    }

    private static LeaverRequest request(TenantTx tx, ResultSet row) throws SQLException {
        return new LeaverRequest(tx.tenant(), row.getLong("request_id"), row.getObject("public_id", UUID.class),
                row.getObject("identity", UUID.class), row.getString("display_name"),
                HexFormat.of().formatHex(row.getBytes("plan_hash")), new PersonId(row.getLong("asked_by")),
                Optional.ofNullable(row.getString("asked_by_name")), instant(row, "asked_at"),
                RequestState.of(row.getString("state")), instant(row, "state_at"),
                Optional.ofNullable(row.getString("decided_by_name")), row.getObject("correlation", UUID.class));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
