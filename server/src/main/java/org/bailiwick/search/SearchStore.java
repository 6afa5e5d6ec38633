package org.bailiwick.search;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
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
    private static final int FEW = 32;
    private static final int MANY = 4 * FEW;
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

    /**
     * Which tenants are worth reading.
     *
     * @param beginning where something may be or begin with the words
     * @param containing where something may contain them
     */
    record Where(Collection<TenantId> beginning, Collection<TenantId> containing) {
        static final Where NOWHERE = new Where(Set.of(), Set.of());
    }

    /** Leaves out the tenants where no name begins with or contains the words, as the register has them in one text. */
    Map<Source, Where> narrowed(ReadTx tx, Map<Source, Set<TenantId>> searched, String text) {
        // Planning for a thousand tenants takes longer than reading what their indexes find.
        tx.sql("set local plan_cache_mode = force_generic_plan").update();
        var tenants = searched.values().stream().flatMap(Set::stream).collect(Collectors.toSet());
        var beginsNowhere = new HashMap<String, Set<TenantId>>();
        var nowhere = new HashMap<String, Set<TenantId>>();
        tx.sql("""
               select tenant_id, kind, first > 0 as contains from (
                 select tenant_id, kind, names, position(:q in names) as first
                 from register_names where tenant_id = any(:tenants) offset 0) known
               where first = 0 or first > 1 and position(E'\n' || :q in names) = 0""").param("tenants", ids(tenants))
                .param("q", text).query(row -> {
                    var tenant = new TenantId(row.getInt("tenant_id"));
                    var kind = row.getString("kind");
                    beginsNowhere.computeIfAbsent(kind, first -> new HashSet<>()).add(tenant);
                    if (!row.getBoolean("contains")) {
                        nowhere.computeIfAbsent(kind, first -> new HashSet<>()).add(tenant);
                    }
                });
        var narrowed = new EnumMap<Source, Where>(Source.class);
        searched.forEach((source, where) -> narrowed.put(source,
                new Where(without(where, beginsNowhere.getOrDefault(source.table.name(), Set.of())),
                        without(where, nowhere.getOrDefault(source.table.name(), Set.of())))));
        return narrowed;
    }

    private static Set<TenantId> without(Set<TenantId> all, Set<TenantId> some) {
        var left = new HashSet<>(all);
        left.removeAll(some);
        return left;
    }

    List<Row> page(TenantTx tx, Source source, Wanted wanted) {
        var here = List.of(tx.tenant());
        return page(tx::sql, source, new Where(here, here), wanted);
    }

    List<Row> page(ReadTx tx, Source source, Where where, Wanted wanted) {
        return page(tx::sql, source, where, wanted);
    }

    private static List<Row> page(Function<String, StatementSpec> sql, Source source, Where where, Wanted wanted) {
        var rows = new ArrayList<Row>();
        if (wanted.after() == null || wanted.after().rank() < CONTAINS) {
            rows.addAll(best(sql, source, SearchStore::beginning, where.beginning(), wanted));
        }
        int more = wanted.limit() - rows.size();
        if (more > 0 && source.readThrough()) {
            rows.addAll(best(sql, source, SearchStore::containing, where.containing(),
                    new Wanted(wanted.text(), wanted.after(), more)));
        }
        return rows;
    }

    /**
     * Words that stand in every name would have every name sorted. So a few of many tenants are asked first: where they
     * fill the page, no key behind the last of theirs is on it, and the others are read up to that key alone.
     */
    private static List<Row> best(Function<String, StatementSpec> sql, Source source,
            BiFunction<Source, Integer, String> condition, Collection<TenantId> tenants, Wanted wanted) {
        if (tenants.isEmpty()) {
            return List.of();
        }
        if (tenants.size() > MANY) {
            var few = read(sql.apply(listed(source, condition, "")), aFew(tenants), wanted, LAST_CHARACTER);
            if (few.size() == wanted.limit()) {
                return read(sql.apply(listed(source, condition, " and %s <= :until")), tenants, wanted,
                        few.getLast().place().key());
            }
        }
        return read(sql.apply(listed(source, condition, "")), tenants, wanted, LAST_CHARACTER);
    }

    /** From all over them: tenants that came at the same time may be named alike. */
    private static List<TenantId> aFew(Collection<TenantId> tenants) {
        var sorted = tenants.stream().sorted(Comparator.comparingInt(TenantId::value)).toList();
        return IntStream.range(0, FEW).mapToObj(each -> sorted.get(each * sorted.size() / FEW)).toList();
    }

    /** One branch a key, so that each finds its own index; a row that an earlier key found is not found again. */
    private static String listed(Source source, BiFunction<Source, Integer, String> condition, String bound) {
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
                    source.table.name(), source.table.search(),
                    condition.apply(source, number) + bound.formatted(key.column()));
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

    private static List<Row> read(StatementSpec statement, Collection<TenantId> tenants, Wanted wanted,
            String until) {
        var after = wanted.after();
        return statement.param("tenants", ids(tenants))
                .param("q", wanted.text()).param("last", LAST_CHARACTER)
                .param("after_rank", after == null ? null : after.rank())
                .param("after_key", after == null ? null : after.key())
                .param("after_id", after == null ? null : after.id()).param("limit", wanted.limit())
                .param("until", until).query(SearchStore::row).list();
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
