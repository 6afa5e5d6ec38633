package org.bailiwick.register;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bailiwick.ledger.Target;
import org.bailiwick.platform.PersonId;
import org.bailiwick.platform.ReadTx;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.signin.Provider;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The SQL of finding out whose identities are the same. */
@Component
final class CorrelationStore {
    /**
     * An identity that a person set apart has no keys: it stands alone until somebody says otherwise. Where a word says
     * whose an identity of a customer is, its own keys say nothing any more; of the MSP's own they still find what is
     * theirs elsewhere. An account that is gone keeps its keys until somebody else in its tenant has them. Of services
     * nothing but a word counts, and none makes a service and a person one.
     */
    private static final String KIN = """
                                      with recursive keyed as materialized (
                                        select tenant_id, identity_id, 'verified mail' as rule, lower(mail) as value,
                                          gone_at is null as here
                                        from account where mail_verified and mail <> ''
                                        union
                                        select a.tenant_id, a.identity_id, 'federation link',
                                          (link ->> 'issuer') || ' ' || (link ->> 'subject'), gone_at is null
                                        from account a cross join jsonb_array_elements(a.federated_as) link
                                        -- who is said to be two accounts of one provider is nobody we could name
                                        where (select count(distinct l ->> 'subject')
                                          from jsonb_array_elements(a.federated_as) l
                                          where l ->> 'issuer' = link ->> 'issuer') = 1
                                        union
                                        select a.tenant_id, a.identity_id, 'federation link',
                                          p.issuer || ' ' || a.external_id, gone_at is null
                                        from account a
                                        join connection c on c.tenant_id = a.tenant_id and c.connection_id = a.connection_id
                                        join unnest(:providers::bigint[], :issuers::text[]) p (id, issuer)
                                          on p.id = c.provider_id
                                        union
                                        select tenant_id, identity_id, 'a person''s word', same_as::text, true
                                        from correlation_word where same_as is not null
                                        union
                                        select i.tenant_id, i.identity_id, 'a person''s word', w.same_as::text, true
                                        from correlation_word w join identity i on i.public_id = w.same_as),
                                      -- Who has a key here now: hashed once, never looked through for every row.
                                      held as materialized (
                                        select tenant_id, rule, value, min(identity_id) as one, max(identity_id) as other
                                        from keyed where here group by tenant_id, rule, value),
                                      usable as materialized (
                                        select distinct k.tenant_id, k.identity_id, i.subject, i.correlated_by, k.rule,
                                          case i.kind when 'human' then k.value else i.kind || ' ' || k.value end as value
                                        from keyed k
                                        join identity i on i.tenant_id = k.tenant_id and i.identity_id = k.identity_id
                                        left join held h on h.tenant_id = k.tenant_id and h.rule = k.rule
                                          and h.value = k.value
                                        where (i.kind = 'human'
                                            or i.kind = 'service account' and k.rule = 'a person''s word')
                                          and not exists (
                                          select from correlation_word w where w.tenant_id = k.tenant_id
                                            and w.identity_id = k.identity_id
                                            and (w.same_as is null
                                              or k.tenant_id <> :msp and k.rule <> 'a person''s word'))
                                          and (k.here or h.one is null
                                            or h.one = k.identity_id and h.other = k.identity_id)),
                                      near as (
                                        select tenant_id, identity_id from usable where tenant_id = :asking
                                        union
                                        select other.tenant_id, other.identity_id
                                        from near
                                        join usable mine on mine.tenant_id = near.tenant_id
                                          and mine.identity_id = near.identity_id
                                        join usable other on other.rule = mine.rule and other.value = mine.value)
                                      select tenant_id, identity_id, subject, correlated_by,
                                        array_agg(rule order by rule, value) as rules,
                                        array_agg(value order by rule, value) as vals
                                      from usable join near using (tenant_id, identity_id)
                                      group by tenant_id, identity_id, subject, correlated_by
                                      order by tenant_id, identity_id""";

    /** Identities of this tenant that may be somebody's elsewhere, and all that are tied to them; in a fixed order. */
    List<Kinship.Member> kinOf(ReadTx tx, TenantId tenant, List<Provider> providers) {
        return tx.sql(KIN).param("asking", tenant.value()).param("msp", TenantId.MSP.value())
                .param("providers", providers.stream().map(each -> each.id().value()).toArray(Long[]::new))
                .param("issuers", providers.stream().map(Provider::issuer).toArray(String[]::new))
                .query((row, number) -> new Kinship.Member(new TenantId(row.getInt("tenant_id")),
                        row.getLong("identity_id"), row.getObject("subject", UUID.class),
                        row.getString("correlated_by"), keys(row)))
                .list();
    }

    private static Set<Kinship.Key> keys(ResultSet row) throws SQLException {
        var rules = (String[]) row.getArray("rules").getArray();
        var values = (String[]) row.getArray("vals").getArray();
        var keys = new HashSet<Kinship.Key>();
        for (int i = 0; i < rules.length; i++) {
            keys.add(new Kinship.Key(CorrelationRule.of(rules[i]).orElseThrow(), values[i]));
        }
        return keys;
    }

    /** Which identities of the estate bear each of these subjects, and in which tenants they are. */
    Map<UUID, Map<Long, TenantId>> bearers(ReadTx tx, Set<UUID> subjects) {
        var bearers = new HashMap<UUID, Map<Long, TenantId>>();
        tx.sql("select subject, identity_id, tenant_id from identity where subject = any(:subjects)")
                .param("subjects", subjects.toArray(UUID[]::new)).query(row -> {
                    bearers.computeIfAbsent(row.getObject("subject", UUID.class), same -> new HashMap<>())
                            .put(row.getLong("identity_id"), new TenantId(row.getInt("tenant_id")));
                });
        return bearers;
    }

    /** Identities of this tenant that are somebody's elsewhere too, with their subject. */
    Map<Long, UUID> correlated(TenantTx tx) {
        var correlated = new LinkedHashMap<Long, UUID>();
        tx.sql("""
               select identity_id, subject from identity where tenant_id = :tenant and correlated_by is not null
               order by identity_id""").query(row -> {
            correlated.put(row.getLong("identity_id"), row.getObject("subject", UUID.class));
        });
        return correlated;
    }

    private static final String BASIS = """
                                        sha256(convert_to(:providers || coalesce((
                                          select string_agg(connection_id || ' ' || provider_id, ',' order by connection_id)
                                          from connection where tenant_id = :tenant and provider_id is not null), ''), 'UTF8'))""";

    /** Whether the newest correlation of this tenant rested on the same providers; what accounts say is another matter. */
    boolean restsOn(TenantTx tx, List<Provider> providers) {
        return tx.sql("""
                      select exists (select from correlation_basis
                        where tenant_id = :tenant and basis = %s)""".formatted(BASIS))
                .param("providers", text(providers)).query(Boolean.class).single();
    }

    void rested(TenantTx tx, List<Provider> providers) {
        tx.sql("""
               insert into correlation_basis as b (tenant_id, basis, at) values (:tenant, %s, :now)
               on conflict (tenant_id) do update set basis = excluded.basis, at = excluded.at
               where b.basis <> excluded.basis""".formatted(BASIS)).param("providers", text(providers)).update();
    }

    private static String text(List<Provider> providers) {
        return providers.stream().map(each -> each.id().value() + " " + each.issuer()).sorted()
                .collect(Collectors.joining("\n"));
    }

    void unite(TenantTx tx, long identity, UUID subject, CorrelationRule rule) {
        put(tx, identity, subject, rule.text());
        remember(tx, identity, subject, rule.text(), rule.reason());
    }

    void part(TenantTx tx, long identity, UUID subject) {
        put(tx, identity, subject, null);
        remember(tx, identity, subject, null, "nothing ties it to another identity any more");
    }

    private static void put(TenantTx tx, long identity, UUID subject, @Nullable String rule) {
        tx.sql("""
               update identity set subject = :subject, correlated_by = :rule
               where tenant_id = :tenant and identity_id = :identity""").param("subject", subject)
                .param("identity", identity).param("rule", rule).update();
    }

    private static void remember(TenantTx tx, long identity, UUID subject, @Nullable String rule, String reason) {
        tx.sql("""
               insert into correlation_event (tenant_id, identity_id, subject, rule, reason, person_id, at)
               values (:tenant, :identity, :subject, :rule, coalesce(
                   (select w.reason from correlation_word w where w.tenant_id = :tenant and w.identity_id = :identity
                      and (:rule::text = :word or :rule::text is null and w.same_as is null)), :reason),
                 (select w.person_id from correlation_word w where w.tenant_id = :tenant and w.identity_id = :identity
                      and (:rule::text = :word or :rule::text is null and w.same_as is null)), :now)""")
                .param("identity", identity).param("subject", subject).param("rule", rule).param("reason", reason)
                .param("word", CorrelationRule.WORD.text()).update();
    }

    /** @param sameAs public id of an identity of the same person; null: the same as no other */
    void say(TenantTx tx, long identity, @Nullable UUID sameAs, String reason, PersonId person) {
        tx.sql("""
               insert into correlation_word (tenant_id, identity_id, same_as, reason, person_id, said_at)
               values (:tenant, :identity, :same, :reason, :person, :now)
               on conflict (tenant_id, identity_id) do update set same_as = excluded.same_as,
                 reason = excluded.reason, person_id = excluded.person_id, said_at = excluded.said_at""")
                .param("identity", identity).param("same", sameAs).param("reason", reason)
                .param("person", person.value()).update();
    }

    Target target(TenantTx tx, long identity) {
        return tx.sql("""
                      select public_id, display_name from identity
                      where tenant_id = :tenant and identity_id = :identity""").param("identity", identity)
                .query((row, number) -> new Target("identity", row.getString("public_id"),
                        row.getString("display_name")))
                .single();
    }

    /** @param provider the sign-in provider whose subjects are this system's account ids, where there is one */
    record Bearer(long identity, @Nullable Long person, @Nullable Long provider, String externalId,
            @Nullable String mail, List<FederatedAs> federatedAs) {
        Bearer {
            federatedAs = List.copyOf(federatedAs);
        }
    }

    record FederatedAs(String issuer, String subject) {}

    List<Bearer> bearers(TenantTx tx) {
        return tx.sql("""
                      select i.identity_id, i.person_id, c.provider_id, a.external_id,
                        case when a.mail_verified then lower(nullif(a.mail, '')) end as mail,
                        array(select link ->> 'issuer' from jsonb_array_elements(a.federated_as)
                          with ordinality l (link, nth) order by nth) as issuers,
                        array(select link ->> 'subject' from jsonb_array_elements(a.federated_as)
                          with ordinality l (link, nth) order by nth) as subjects
                      from account a
                      join identity i on i.tenant_id = a.tenant_id and i.identity_id = a.identity_id
                      join connection c on c.tenant_id = a.tenant_id and c.connection_id = a.connection_id
                      where a.tenant_id = :tenant and i.kind = 'human' and a.gone_at is null
                      order by i.identity_id""")
                .query((row, number) -> new Bearer(row.getLong("identity_id"), row.getObject("person_id", Long.class),
                        row.getObject("provider_id", Long.class), row.getString("external_id"), row.getString("mail"),
                        federatedAs(row)))
                .list();
    }

    private static List<FederatedAs> federatedAs(ResultSet row) throws SQLException {
        var issuers = (String[]) row.getArray("issuers").getArray();
        var subjects = (String[]) row.getArray("subjects").getArray();
        return IntStream.range(0, issuers.length).mapToObj(i -> new FederatedAs(issuers[i], subjects[i])).toList();
    }

    /** Persons whom this tenant knows, by their verified mail. */
    Map<String, PersonId> personsByMail(TenantTx tx) {
        var persons = new HashMap<String, PersonId>();
        tx.sql("""
               select lower(mail) as mail, min(person_id) as person_id from tenant_person
               where tenant_id = :tenant and mail_verified and mail <> '' group by lower(mail)""").query(row -> {
            persons.put(row.getString("mail"), new PersonId(row.getLong("person_id")));
        });
        return persons;
    }

    void link(TenantTx tx, long identity, PersonId person) {
        tx.sql("update identity set person_id = :person where tenant_id = :tenant and identity_id = :identity")
                .param("person", person.value()).param("identity", identity).update();
    }
}
