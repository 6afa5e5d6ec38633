package org.bailiwick.register;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.bailiwick.platform.ReadTx;
import org.bailiwick.platform.TenantId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/** The SQL of who may be somebody else and of whom nobody has said a word. */
@Component
final class ProposalStore {
    /** Who has more than this in common with others is no longer looked at one by one. */
    static final int MOST_OF_A_KEY = 200;
    static final int MOST_ROWS = 20_000;

    /** Of identity {@code i} and its account {@code a}: somebody who has a key in common, and of whom nobody said a word. */
    static final String SAME_KEY = """
                                   i.kind = 'human'
                                     and (lower(btrim(i.display_name)) = any(:names)
                                       or lower(btrim(a.mail)) = any(:mails)
                                       or lower(btrim(a.employee_id)) = any(:numbers))
                                     and not exists (select from correlation_word w where w.tenant_id = i.tenant_id
                                       and w.identity_id = i.identity_id)
                                   """;

    private final OwnAccounts own;

    ProposalStore(OwnAccounts own) {
        this.own = own;
    }

    record Candidate(TenantId tenant, long identity, Resemblance.Account account, boolean inUse, boolean holds) {}

    /** Of whom a person said that they are nobody else, nothing is concluded. */
    Map<UUID, List<Resemblance.Account>> accounts(ReadTx tx, Set<UUID> subjects) {
        var accounts = new HashMap<UUID, List<Resemblance.Account>>();
        tx.sql("""
               select i.subject, a.username, i.display_name, a.mail, a.employee_id
               -- Tenant by tenant, as the index of subjects has them: of a large estate not all is looked through.
               from tenant t
               cross join lateral (
                 select tenant_id, identity_id, kind, subject, display_name from identity i
                 where i.tenant_id = t.tenant_id and i.subject = any(:subjects) offset 0) i
               join account a on a.tenant_id = i.tenant_id and a.identity_id = i.identity_id
               where i.kind = 'human' and not exists (
                 select from correlation_word w where w.tenant_id = i.tenant_id and w.identity_id = i.identity_id
                   and w.same_as is null)""").param("subjects", subjects.toArray(UUID[]::new)).query(row -> {
            accounts.computeIfAbsent(row.getObject("subject", UUID.class), none -> new ArrayList<>())
                    .add(account(row));
        });
        return accounts;
    }

    /**
     * People who have one thing in common with these, but neither the subject nor a person's word.
     *
     * @param tenants empty for all that the transaction sees
     */
    List<Candidate> candidates(Function<String, StatementSpec> sql, Set<TenantId> tenants,
            Map<UUID, List<Resemblance.Account>> like) {
        return sql
                .apply("""
                       select i.tenant_id, i.identity_id, i.display_name, a.username, a.mail, a.employee_id,
                         a.in_use is not false as in_use,
                         exists (select from access_grant g where g.tenant_id = a.tenant_id
                           and g.account_id = a.account_id and g.effective) as holds
                       from identity i
                       join account a on a.tenant_id = i.tenant_id and a.identity_id = i.identity_id
                         and a.gone_at is null
                       where (cardinality(:tenants::int[]) = 0 or i.tenant_id = any(:tenants))
                         and i.subject <> all(:subjects) and\s""" + SAME_KEY
                        + """
                          order by i.tenant_id, a.username, a.account_id""")
                .param("tenants", values(tenants)).param("subjects", like.keySet().toArray(UUID[]::new))
                .params(keys(like.values().stream().flatMap(List::stream).toList()))
                .query((row, number) -> new Candidate(new TenantId(row.getInt("tenant_id")),
                        row.getLong("identity_id"), account(row), row.getBoolean("in_use"),
                        row.getBoolean("holds")))
                .list();
    }

    /**
     * Somebody, or a service, that has one thing in common with another subject's.
     *
     * @param key what they have in common
     * @param told whether a person said whose it is: it waits for no word, and others may be its
     * @param gone whether its account is not there any more: nobody waits for a word about it, and others may be its
     */
    record Bearer(String key, SubjectView.TenantRef tenant, long identity, UUID publicId, UUID subject,
            boolean told, boolean gone, Resemblance.Account account) {
        boolean waits() {
            return !told && !gone;
        }
    }

    /**
     * Whoever shares a name of several words, a mail address or an employee id with another subject, by what it is; also
     * who is gone: an account that is left elsewhere may be theirs.
     */
    List<Bearer> people(ReadTx tx, Set<TenantId> tenants) {
        return bearers(tx, tenants, Map.of(),
                """
                with person as materialized (
                  select i.tenant_id, i.identity_id, i.public_id, i.subject, i.display_name,
                    w.identity_id is not null as told, a.gone_at is not null as gone,
                    a.username, a.mail, a.employee_id
                  from identity i
                  join account a on a.tenant_id = i.tenant_id and a.identity_id = i.identity_id
                  left join correlation_word w on w.tenant_id = i.tenant_id
                    and w.identity_id = i.identity_id
                  where i.tenant_id = any(:tenants) and i.kind = 'human'
                    and (w.identity_id is null or w.same_as is not null)),
                keyed as (
                  select p.*, 'name ' || lower(btrim(display_name)) as key from person p
                  where btrim(display_name) ~ '[^[:alnum:]]'
                  union all
                  select p.*, 'mail ' || lower(btrim(mail)) from person p where btrim(mail) <> ''
                  union all
                  select p.*, 'number ' || lower(btrim(employee_id)) from person p
                  where btrim(employee_id) <> '')
                """);
    }

    /** Services whose account name another subject's has too. */
    List<Bearer> services(ReadTx tx, Set<TenantId> tenants) {
        return bearers(tx, tenants, own.parameters(tx, tenants),
                """
                with keyed as (
                  select i.tenant_id, i.identity_id, i.public_id, i.subject, i.display_name,
                    w.identity_id is not null as told, false as gone, a.username,
                    null::text as mail,
                    null::text as employee_id, lower(a.username) as key
                  from identity i
                  join account a on a.tenant_id = i.tenant_id and a.identity_id = i.identity_id
                    and a.gone_at is null
                  left join correlation_word w on w.tenant_id = i.tenant_id
                    and w.identity_id = i.identity_id
                  where i.tenant_id = any(:tenants) and i.kind = 'service account'
                    and (w.identity_id is null or w.same_as is not null) and %s)
                """.formatted(OwnAccounts.NOT_OWN));
    }

    private static List<Bearer> bearers(ReadTx tx, Set<TenantId> tenants, Map<String, Object> more, String keyed) {
        return tx.sql(keyed + """
                              , shared as (
                                select k.*, min(subject::text) over same <> max(subject::text) over same as several,
                                  row_number() over (partition by key order by tenant_id, identity_id) as nth
                                from keyed k window same as (partition by key))
                              select s.key, t.public_id as tenant, t.short_name, t.name, s.identity_id, s.public_id,
                                s.subject, s.told, s.gone, s.username, s.display_name, s.mail, s.employee_id
                              from shared s join tenant t on t.tenant_id = s.tenant_id
                              where s.several and s.nth <= :most order by s.key, s.nth limit :rows""")
                .params(more)
                .param("tenants", values(tenants)).param("most", MOST_OF_A_KEY + 1).param("rows", MOST_ROWS + 1)
                .query((row, number) -> new Bearer(row.getString("key"),
                        new SubjectView.TenantRef(row.getObject("tenant", UUID.class), row.getString("short_name"),
                                row.getString("name")),
                        row.getLong("identity_id"), row.getObject("public_id", UUID.class),
                        row.getObject("subject", UUID.class), row.getBoolean("told"), row.getBoolean("gone"),
                        account(row)))
                .list();
    }

    /** @param identities how many bear the subject; the {@code first} of them by inside id, the MSP's own before all */
    record Rank(long identities, boolean ofMsp, long first) {}

    Map<UUID, Rank> ranks(ReadTx tx, Set<TenantId> tenants, Set<UUID> subjects) {
        var ranks = new HashMap<UUID, Rank>();
        tx.sql("""
               select subject, count(*) as identities, bool_or(tenant_id = :msp) as of_msp,
                 min(identity_id) as first from identity
               where tenant_id = any(:tenants) and subject = any(:subjects) group by subject""")
                .param("tenants", values(tenants)).param("msp", TenantId.MSP.value())
                .param("subjects", subjects.toArray(UUID[]::new)).query(row -> {
                    ranks.put(row.getObject("subject", UUID.class), new Rank(row.getLong("identities"),
                            row.getBoolean("of_msp"), row.getLong("first")));
                });
        return ranks;
    }

    private static Resemblance.Account account(ResultSet row) throws SQLException {
        return new Resemblance.Account(row.getString("username"), row.getString("display_name"),
                row.getString("mail"), row.getString("employee_id"));
    }

    /** What {@link #SAME_KEY} compares. */
    static Map<String, String[]> keys(List<Resemblance.Account> like) {
        return Map.of("names", lower(like, Resemblance.Account::displayName), "mails",
                lower(like, Resemblance.Account::mail), "numbers", lower(like, Resemblance.Account::employeeId));
    }

    private static String[] lower(List<Resemblance.Account> accounts,
            Function<Resemblance.Account, ? extends @Nullable String> part) {
        return accounts.stream().flatMap(account -> Stream.<String>ofNullable(part.apply(account)))
                .map(text -> text.strip().toLowerCase(Locale.ROOT)).filter(text -> !text.isEmpty()).distinct()
                .toArray(String[]::new);
    }

    private static Integer[] values(Set<TenantId> tenants) {
        return tenants.stream().map(TenantId::value).toArray(Integer[]::new);
    }
}
