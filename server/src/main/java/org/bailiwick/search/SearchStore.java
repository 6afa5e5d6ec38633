package org.bailiwick.search;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bailiwick.authority.Capabilities;
import org.bailiwick.platform.ReadTx;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.search.SearchHit.Place;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/**
 * The SQL of searching. What is or begins with the words is found by an index, and only when that does not fill the page
 * are keys read through for what contains them; over several tenants in those alone where anything does (docs/adr/0007).
 */
@Component
final class SearchStore {
    private static final String LAST_CHARACTER = new String(Character.toChars(Character.MAX_CODE_POINT));
    private static final int CONTAINS = 2;
    private static final String GONE = " || case when t.gone_at is null then '' else ', gone' end";

    /** A column that is searched and what people call it. */
    private record Key(String column, String part) {}

    /**
     * Where rows are found and how they are shown.
     *
     * @param row the column that finds a row again, beside its id
     * @param search further tables that hold keys
     * @param show further tables that are needed for what is shown
     * @param shown three columns: what the hit's page is about, name, detail
     */
    private record Table(String name, String row, String id, String search, String show, String shown) {}

    /** @param after null for the beginning */
    record Wanted(String text, @Nullable Place after, int limit) {}

    record Row(TenantId tenant, UUID id, UUID page, String name, String detail, String part, Place place) {}

    /** What is searched, and what somebody holds in a tenant who may read it there. */
    enum Source {
        IDENTITIES(SearchKind.IDENTITY, Capabilities.REGISTER_READ,
                new Table("identity", "identity_id", "public_id", "", "", "t.public_id, t.display_name,"
                        + " t.kind || case when exists (select from account a where a.tenant_id = t.tenant_id"
                        + " and a.identity_id = t.identity_id and a.gone_at is null) then '' else ', gone' end"),
                new Key("t.search_key", "name")), ACCOUNTS(SearchKind.ACCOUNT, Capabilities.REGISTER_READ,
                        new Table("account", "account_id", "public_id", "",
                                " join identity i on i.tenant_id = t.tenant_id and i.identity_id = t.identity_id"
                                        + " join connection c on c.tenant_id = t.tenant_id and c.connection_id = t.connection_id",
                                "i.public_id, t.username, 'of ' || i.display_name || ' in ' || c.name" + GONE),
                        new Key("t.username_key", "username"), new Key("t.mail_key", "mail address")), ENTITLEMENTS(
                                SearchKind.ENTITLEMENT, Capabilities.REGISTER_READ,
                                new Table("entitlement", "entitlement_id", "public_id", "",
                                        " join connection c on c.tenant_id = t.tenant_id and c.connection_id = t.connection_id",
                                        "t.public_id, t.name, t.kind || ' in ' || c.name" + GONE),
                                new Key("t.search_key", "name")), FINDINGS(SearchKind.FINDING,
                                        Capabilities.REGISTER_READ,
                                        new Table("finding", "finding_id", "public_id", "", "",
                                                "t.public_id, t.title, t.severity || ', ' || t.state"),
                                        new Key("t.search_key", "title")), CHANGES(SearchKind.CHANGE,
                                                Capabilities.CHANGE_READ,
                                                new Table("change_order", "change_id", "public_id",
                                                        " join account a on a.tenant_id = t.tenant_id and a.account_id = t.account_id"
                                                                + " left join entitlement e on e.tenant_id = t.tenant_id"
                                                                + " and e.entitlement_id = t.entitlement_id",
                                                        "",
                                                        "t.public_id, t.action || coalesce(' ' || e.name, '') || ' of ' || a.username, t.state"),
                                                new Key("a.username_key", "account"),
                                                new Key("e.search_key", "entitlement")), TICKETS_OF_CHANGES(
                                                        SearchKind.TICKET, Capabilities.CHANGE_READ,
                                                        new Table("change_order", "change_id", "public_id", "", "",
                                                                "t.public_id, t.ticket, 'of a change: ' || t.action || ', ' || t.state"),
                                                        new Key("t.ticket_key", "ticket")), TICKETS_OF_DECISIONS(
                                                                SearchKind.TICKET, Capabilities.REGISTER_READ,
                                                                new Table("decision", "decision_id", "public_id",
                                                                        " join access_grant g on g.tenant_id = t.tenant_id and g.grant_id = t.grant_id"
                                                                                + " and t.change_id is null",
                                                                        "",
                                                                        "g.public_id, t.ticket_system || ' ' || t.ticket_key,"
                                                                                + " 'of a decision about a grant: ' || lower(t.kind)"),
                                                                new Key("t.ticket_search_key",
                                                                        "ticket")), TICKETS_OF_FINDINGS(
                                                                                SearchKind.TICKET,
                                                                                Capabilities.REGISTER_READ,
                                                                                new Table("finding_event", "finding_id",
                                                                                        "event_id", "",
                                                                                        " join finding f on f.tenant_id = t.tenant_id and f.finding_id = t.finding_id",
                                                                                        "f.public_id, t.ticket, 'of a finding: ' || f.title"),
                                                                                new Key("t.ticket_search_key",
                                                                                        "ticket"));

        private final SearchKind kind;
        private final String capability;
        private final Table table;
        private final List<Key> keys;

        Source(SearchKind kind, String capability, Table table, Key... keys) {
            this.kind = kind;
            this.capability = capability;
            this.table = table;
            this.keys = List.of(keys);
        }

        SearchKind kind() {
            return kind;
        }

        String capability() {
            return capability;
        }

        /** Reading all changes with their accounts through would cost more than it finds. */
        private boolean readThrough() {
            return this != CHANGES;
        }
    }

    /** Leaves out the tenants where no name contains the words, as the register has all names of a kind in one text. */
    Map<Source, Set<TenantId>> narrowed(ReadTx tx, Map<Source, Set<TenantId>> searched, String text) {
        var tenants = searched.values().stream().flatMap(Set::stream).collect(Collectors.toSet());
        var without = new HashMap<String, Set<TenantId>>();
        tx.sql("""
               select tenant_id, kind from register_names
               where tenant_id = any(:tenants) and position(:q in names) = 0""").param("tenants", ids(tenants))
                .param("q", text).query(row -> {
                    without.computeIfAbsent(row.getString("kind"), first -> new HashSet<>())
                            .add(new TenantId(row.getInt("tenant_id")));
                });
        var narrowed = new EnumMap<Source, Set<TenantId>>(Source.class);
        searched.forEach((source, where) -> {
            var left = new HashSet<>(where);
            left.removeAll(without.getOrDefault(source.table.name(), Set.of()));
            narrowed.put(source, left);
        });
        return narrowed;
    }

    List<Row> page(TenantTx tx, Source source, Wanted wanted) {
        return page(tx::sql, source, List.of(tx.tenant()), wanted);
    }

    List<Row> page(ReadTx tx, Source source, Collection<TenantId> tenants, Wanted wanted) {
        return page(tx::sql, source, tenants, wanted);
    }

    private static List<Row> page(Function<String, StatementSpec> sql, Source source, Collection<TenantId> tenants,
            Wanted wanted) {
        if (tenants.isEmpty()) {
            return List.of();
        }
        var rows = new ArrayList<Row>();
        if (wanted.after() == null || wanted.after().rank() < CONTAINS) {
            rows.addAll(read(sql.apply(listed(source, SearchStore::beginning)), tenants, wanted));
        }
        int more = wanted.limit() - rows.size();
        if (more > 0 && source.readThrough()) {
            rows.addAll(read(sql.apply(listed(source, SearchStore::containing)), tenants,
                    new Wanted(wanted.text(), wanted.after(), more)));
        }
        return rows;
    }

    /** One branch a key, so that each finds its own index; a row that an earlier key found is not found again. */
    private static String listed(Source source, BiFunction<Source, Integer, String> condition) {
        var branches = IntStream.range(0, source.keys.size()).mapToObj(number -> {
            var key = source.keys.get(number);
            return """
                   (select tenant_id, row, id, key, part, rank from (
                     select t.tenant_id, t.%2$s as row, t.%3$s as id, %4$s as key, '%1$s' as part,
                       case when %4$s = :q then 0 when %5$s then 1 else 2 end as rank
                     from %6$s t%7$s where t.tenant_id = any(:tenants) and %8$s) found
                   where :after_rank::int is null
                     or (rank, key, id) > (:after_rank, :after_key::text, :after_id::uuid)
                   order by rank, key, id limit :limit)
                   """.formatted(key.part(), source.table.row(), source.table.id(), key.column(), begins(key),
                    source.table.name(), source.table.search(), condition.apply(source, number));
        }).collect(Collectors.joining("union all "));
        return """
               with hit as (
                 select tenant_id, row, id, key, part, rank from (%1$s) by_key
                 order by rank, key, id limit :limit)
               select hit.tenant_id, hit.id, %2$s, hit.key, hit.part, hit.rank
               from hit join %3$s t on t.tenant_id = hit.tenant_id and t.%4$s = hit.row and t.%5$s = hit.id%6$s%7$s
               where t.tenant_id = any(:tenants) order by hit.rank, hit.key, hit.id""".formatted(branches,
                source.table.shown(), source.table.name(), source.table.row(), source.table.id(),
                source.table.search(), source.table.show());
    }

    private static String beginning(Source source, int number) {
        return begins(source.keys.get(number)) + source.keys.subList(0, number).stream()
                .map(SearchStore::doesNotBegin).collect(Collectors.joining());
    }

    private static String containing(Source source, int number) {
        return contains(source.keys.get(number))
                + source.keys.subList(0, number).stream().map(key -> " and not coalesce(%s, false)".formatted(
                        contains(key))).collect(Collectors.joining())
                + source.keys.stream().map(SearchStore::doesNotBegin).collect(Collectors.joining());
    }

    private static String begins(Key key) {
        return "(%1$s >= :q and %1$s < :q || :last)".formatted(key.column());
    }

    private static String doesNotBegin(Key key) {
        return " and not coalesce(%s, false)".formatted(begins(key));
    }

    private static String contains(Key key) {
        return "position(:q in %s) > 0".formatted(key.column());
    }

    private static List<Row> read(StatementSpec statement, Collection<TenantId> tenants, Wanted wanted) {
        var after = wanted.after();
        return statement.param("tenants", ids(tenants))
                .param("q", wanted.text()).param("last", LAST_CHARACTER)
                .param("after_rank", after == null ? null : after.rank())
                .param("after_key", after == null ? null : after.key())
                .param("after_id", after == null ? null : after.id()).param("limit", wanted.limit())
                .query(SearchStore::row).list();
    }

    private static Integer[] ids(Collection<TenantId> tenants) {
        return tenants.stream().map(TenantId::value).toArray(Integer[]::new);
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        var id = row.getObject(2, UUID.class);
        return new Row(new TenantId(row.getInt(1)), id, row.getObject(3, UUID.class), row.getString(4),
                row.getString(5), row.getString("part"), new Place(row.getInt("rank"), row.getString("key"), id));
    }
}
