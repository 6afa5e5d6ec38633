package org.bailiwick.lifecycle;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.bailiwick.authority.Principal;
import org.bailiwick.decision.Ticket;
import org.bailiwick.platform.PersonId;
import org.bailiwick.platform.ProviderId;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.TenantTx;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** All SQL of leaver cases, always in the MSP's own tenant. */
@Component
final class CaseStore {
    /** By this the record of a tenant names what was ordered on behalf of somebody who is not signed in any more. */
    private static final String SESSION = "leaver case";
    private static final String CASE = """
                                       select c.case_id, c.public_id, coalesce(i.subject, c.subject) as subject, c.name, c.memberships, c.reason,
                                         c.ticket_system, c.ticket_key, c.person_id, c.provider_id, c.person_name, c.person_issuer,
                                         c.person_subject, c.opened_at, c.state, c.state_at, c.ended, c.times_reopened, c.correlation,
                                         coalesce(c.read_from, c.opened_at) as read_from, c.signals
                                       from leaver_case c
                                       left join identity i on i.tenant_id = c.tenant_id and i.identity_id = c.identity_id
                                       where c.tenant_id = :tenant
                                       """;

    /** What somebody confirmed. */
    record NewCase(UUID publicId, UUID subject, String name, boolean memberships, String reason, Ticket ticket,
            Principal.Person opener, UUID correlation) {}

    /** About the identity of the MSP's own directory that bears this subject now. */
    long insert(TenantTx tx, NewCase opened) {
        var opener = opened.opener();
        return tx
                .sql("""
                     insert into leaver_case (tenant_id, public_id, identity_id, subject, name, memberships, reason,
                       ticket_system, ticket_key, person_id, provider_id, person_name, person_issuer, person_subject,
                       opened_at, read_from, state, state_at, correlation)
                     select :tenant, :id, i.identity_id, :subject, :name, :memberships, :reason, :system, :key, :person,
                       :provider, :person_name, :issuer, :person_subject, :now, :now, 'open', :now, :correlation
                     from identity i where i.tenant_id = :tenant and i.subject = :subject
                     order by i.identity_id limit 1
                     returning case_id""").param("id", opened.publicId()).param("subject", opened.subject())
                .param("name", opened.name()).param("memberships", opened.memberships())
                .param("reason", opened.reason()).param("system", opened.ticket().system())
                .param("key", opened.ticket().key()).param("person", opener.id().value())
                .param("provider", opener.provider().value()).param("person_name", opener.name())
                .param("issuer", opener.issuer()).param("person_subject", opener.subject())
                .param("correlation", opened.correlation()).query(Long.class).single();
    }

    Optional<LeaverCase> find(TenantTx tx, long id) {
        return tx.sql(CASE + "and c.case_id = :id").param("id", id).query(CaseStore::leaverCase).optional();
    }

    Optional<LeaverCase> find(TenantTx tx, UUID publicId) {
        return tx.sql(CASE + "and c.public_id = :id").param("id", publicId).query(CaseStore::leaverCase).optional();
    }

    /** As {@link #find(TenantTx, long)}; nobody else changes it until this transaction ends. */
    Optional<LeaverCase> lock(TenantTx tx, long id) {
        return tx.sql(CASE + "and c.case_id = :id for update of c").param("id", id).query(CaseStore::leaverCase)
                .optional();
    }

    /** The case that made this request in one of its tenants. */
    Optional<LeaverCase> asking(TenantTx tx, UUID request) {
        return tx.sql(CASE + """
                             and c.case_id = (select case_id from leaver_part
                               where tenant_id = :tenant and request = :request)""").param("request", request)
                .query(CaseStore::leaverCase).optional();
    }

    Optional<LeaverCase> openAbout(TenantTx tx, UUID subject) {
        return tx
                .sql(CASE
                        + "and coalesce(i.subject, c.subject) = :subject and c.state = 'open' order by c.case_id limit 1")
                .param("subject", subject).query(CaseStore::leaverCase).optional();
    }

    /** A case about the same person that was opened after this one and not cancelled. */
    Optional<LeaverCase> newer(TenantTx tx, long id) {
        return tx.sql(CASE + """
                             and c.case_id = (select max(n.case_id) from leaver_case n join leaver_case o
                               on o.tenant_id = n.tenant_id and o.identity_id = n.identity_id
                               where n.tenant_id = :tenant and o.case_id = :id and n.case_id > :id
                                 and n.state <> 'cancelled')""").param("id", id).query(CaseStore::leaverCase)
                .optional();
    }

    /** The newest case of each person that was not cancelled. */
    List<LeaverCase> watched(TenantTx tx) {
        return tx.sql(CASE + """
                             and c.case_id in (select max(case_id) from leaver_case
                               where tenant_id = :tenant and state <> 'cancelled'
                               group by identity_id, case when identity_id is null then subject end)
                             order by c.case_id""").query(CaseStore::leaverCase).list();
    }

    /**
     * Open ones first, then newest first.
     *
     * @param mine a case that concerns any other tenant is left out
     */
    List<LeaverCase> list(TenantTx tx, Set<TenantId> mine, int limit) {
        return tx.sql(CASE + """
                             and not exists (select from leaver_part p where p.tenant_id = c.tenant_id
                               and p.case_id = c.case_id and p.concerned <> all(:mine))
                             and not exists (select from leaver_standing s where s.tenant_id = c.tenant_id
                               and s.case_id = c.case_id and s.present and s.concerned <> all(:mine))
                             order by (c.state = 'open') desc, c.opened_at desc, c.case_id desc limit :limit""")
                .param("mine", ids(mine)).param("limit", limit).query(CaseStore::leaverCase).list();
    }

    void state(TenantTx tx, long id, CaseState state, @Nullable String ended) {
        tx.sql("""
               update leaver_case set state = :state, state_at = :now, ended = :ended,
                 times_reopened = times_reopened + case when :state = 'open' then 1 else 0 end
               where tenant_id = :tenant and case_id = :id""").param("state", state.text()).param("ended", ended)
                .param("id", id).update();
    }

    /** What was read before now says nothing any more about what is left. */
    void readAnew(TenantTx tx, long id) {
        tx.sql("update leaver_case set read_from = :now where tenant_id = :tenant and case_id = :id").param("id", id)
                .update();
    }

    /** A reading showed something left: no look that began before may close the case. */
    void signal(TenantTx tx, long id) {
        tx.sql("update leaver_case set signals = signals + 1 where tenant_id = :tenant and case_id = :id")
                .param("id", id).update();
    }

    /** From now on it goes on under this person's authority. */
    void acting(TenantTx tx, long id, Principal.Person person) {
        tx.sql("""
               update leaver_case set person_id = :person, provider_id = :provider, person_name = :name,
                 person_issuer = :issuer, person_subject = :subject
               where tenant_id = :tenant and case_id = :id""").param("person", person.id().value())
                .param("provider", person.provider().value()).param("name", person.name())
                .param("issuer", person.issuer()).param("subject", person.subject()).param("id", id).update();
    }

    void insert(TenantTx tx, long leaverCase, UUID request, TenantId concerned, PartPlan plan, PartState state) {
        tx.sql("""
               insert into leaver_part (tenant_id, case_id, request, concerned, plan, state, state_at)
               values (:tenant, :case, :request, :concerned, :plan::jsonb, :state, :now)""")
                .param("case", leaverCase).param("request", request).param("concerned", concerned.value())
                .param("plan", plan.text()).param("state", state.text()).update();
    }

    List<Part> parts(TenantTx tx, long leaverCase) {
        return tx.sql("""
                      select part_id, request, concerned, plan::text as plan, state, why from leaver_part
                      where tenant_id = :tenant and case_id = :case order by part_id""").param("case", leaverCase)
                .query((row, number) -> new Part(row.getLong("part_id"), row.getObject("request", UUID.class),
                        new TenantId(row.getInt("concerned")), PartPlan.parse(row.getString("plan")),
                        PartState.of(row.getString("state")), Optional.ofNullable(row.getString("why"))))
                .list();
    }

    /** What came of making its request; a part that somebody put aside meanwhile stays as they left it. */
    void placed(TenantTx tx, Part part, PartState state, @Nullable String why) {
        tx.sql("""
               update leaver_part set state = :state, state_at = :now, why = :why
               where tenant_id = :tenant and part_id = :part and state = :before""").param("state", state.text())
                .param("why", why).param("part", part.id()).param("before", PartState.TO_ORDER.text()).update();
    }

    /** Whether in no tenant such work waits or is under way. */
    boolean nothingWaits(TenantTx tx, Set<String> kinds) {
        return tx.sql("select not exists (select from work where kind = any(:kinds))")
                .param("kinds", kinds.toArray(String[]::new)).query(Boolean.class).single();
    }

    void state(TenantTx tx, Part part, PartState state, @Nullable String why) {
        tx.sql("""
               update leaver_part set state = :state, state_at = :now, why = :why
               where tenant_id = :tenant and part_id = :part""").param("state", state.text()).param("why", why)
                .param("part", part.id()).update();
    }

    void takeOut(TenantTx tx, long leaverCase, TenantId concerned, String reason, PersonId by) {
        tx.sql("""
               insert into leaver_taken_out (tenant_id, case_id, concerned, reason, person_id, taken_at)
               values (:tenant, :case, :concerned, :reason, :by, :now)""").param("case", leaverCase)
                .param("concerned", concerned.value()).param("reason", reason).param("by", by.value()).update();
    }

    void putBack(TenantTx tx, long leaverCase, TenantId concerned, String reason, PersonId by) {
        tx.sql("""
               update leaver_taken_out set back_at = :now, back_by = :by, back_reason = :reason
               where tenant_id = :tenant and case_id = :case and concerned = :concerned and back_at is null""")
                .param("case", leaverCase).param("concerned", concerned.value()).param("reason", reason)
                .param("by", by.value()).update();
    }

    /** Inside ids of the cases from which this tenant was taken out. */
    Set<Long> without(TenantTx tx, TenantId concerned) {
        return Set.copyOf(tx.sql("""
                                 select case_id from leaver_taken_out
                                 where tenant_id = :tenant and concerned = :out and back_at is null""")
                .param("out", concerned.value()).query(Long.class).list());
    }

    List<TakenOut> takenOut(TenantTx tx, long leaverCase) {
        return tx.sql("""
                      select o.concerned, o.reason, p.name, o.taken_at from leaver_taken_out o
                      left join tenant_person p on p.tenant_id = o.tenant_id and p.person_id = o.person_id
                      where o.tenant_id = :tenant and o.case_id = :case and o.back_at is null order by o.concerned""")
                .param("case", leaverCase)
                .query((row, number) -> new TakenOut(new TenantId(row.getInt("concerned")), row.getString("reason"),
                        Optional.ofNullable(row.getString("name")), instant(row, "taken_at")))
                .list();
    }

    List<Standing> standings(TenantTx tx, long leaverCase) {
        return tx.sql("""
                      select concerned, standing, items, verified, detail, since, present from leaver_standing
                      where tenant_id = :tenant and case_id = :case order by concerned""").param("case", leaverCase)
                .query(CaseStore::standing).list();
    }

    /** By the inside id of the case; one that nobody looked at yet is absent. */
    Map<Long, List<Standing>> standings(TenantTx tx, Collection<Long> cases) {
        var found = new HashMap<Long, List<Standing>>();
        tx.sql("""
               select case_id, concerned, standing, items, verified, detail, since, present from leaver_standing
               where tenant_id = :tenant and case_id = any(:cases) order by case_id, concerned""")
                .param("cases", cases.toArray(Long[]::new)).query(row -> {
                    found.computeIfAbsent(row.getLong("case_id"), none -> new ArrayList<>()).add(standing(row, 0));
                });
        return found;
    }

    void put(TenantTx tx, long leaverCase, List<Standing> standings) {
        tx.sql("""
               insert into leaver_standing (tenant_id, case_id, concerned, standing, items, verified, detail, since,
                 present)
               select :tenant, :case, s.concerned, s.standing, s.items, s.verified, s.detail, s.since::timestamptz,
                 s.present
               from unnest(:concerned::int[], :standing::text[], :items::int[], :verified::int[], :detail::text[],
                 :since::text[], :present::boolean[])
                 as s (concerned, standing, items, verified, detail, since, present)
               on conflict (tenant_id, case_id, concerned) do update set standing = excluded.standing,
                 items = excluded.items, verified = excluded.verified, detail = excluded.detail, since = excluded.since,
                 present = excluded.present""").param("case", leaverCase)
                .param("concerned", all(standings, each -> each.concerned().value(), Integer[]::new))
                .param("standing", all(standings, each -> each.stand().text(), String[]::new))
                .param("items", all(standings, Standing::items, Integer[]::new))
                .param("verified", all(standings, Standing::verified, Integer[]::new))
                .param("detail", all(standings, each -> each.detail().orElse(null), String[]::new))
                .param("since", all(standings, each -> each.since().toString(), String[]::new))
                .param("present", all(standings, Standing::present, Boolean[]::new)).update();
    }

    void forget(TenantTx tx, long leaverCase, Set<TenantId> concerned) {
        tx.sql("""
               delete from leaver_standing
               where tenant_id = :tenant and case_id = :case and concerned = any(:concerned)""")
                .param("case", leaverCase).param("concerned", ids(concerned)).update();
    }

    private static Integer[] ids(Set<TenantId> tenants) {
        return tenants.stream().map(TenantId::value).toArray(Integer[]::new);
    }

    private static <T> T[] all(List<Standing> standings, Function<Standing, @Nullable T> each, IntFunction<T[]> array) {
        return standings.stream().map(each).toArray(array);
    }

    private static Standing standing(ResultSet row, int number) throws SQLException {
        return new Standing(new TenantId(row.getInt("concerned")), Stand.of(row.getString("standing")),
                row.getInt("items"), row.getInt("verified"), Optional.ofNullable(row.getString("detail")),
                instant(row, "since"), row.getBoolean("present"));
    }

    private static LeaverCase leaverCase(ResultSet row, int number) throws SQLException {
        var acting = new Principal.Person(new PersonId(row.getLong("person_id")),
                new ProviderId(row.getLong("provider_id")), row.getString("person_issuer"),
                row.getString("person_subject"), row.getString("person_name"), null, null, SESSION);
        return new LeaverCase(row.getLong("case_id"), row.getObject("public_id", UUID.class),
                row.getObject("subject", UUID.class), row.getString("name"), row.getBoolean("memberships"),
                row.getString("reason"), new Ticket(row.getString("ticket_system"), row.getString("ticket_key")),
                acting, instant(row, "opened_at"), CaseState.of(row.getString("state")), instant(row, "state_at"),
                Optional.ofNullable(row.getString("ended")), row.getInt("times_reopened"),
                row.getObject("correlation", UUID.class), instant(row, "read_from"), row.getInt("signals"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
