package org.bailiwick.lifecycle;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.bailiwick.platform.ReadTx;
import org.bailiwick.platform.TenantId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The SQL of how far each tenant of the estate was read. */
@Component
final class ReadingStore {
    private static final String[] ACCESS_RESTS_ON = {"accounts", "entitlements", "containments", "memberships"};

    /** Every tenant of the estate, also those without a system. */
    List<Reading> all(ReadTx tx) {
        var systems = new LinkedHashMap<Integer, List<Reading.OfSystem>>();
        tx.sql("""
               select t.tenant_id, c.connection_id, c.disconnected_at is not null as disconnected,
                 l.state, l.complete, l.started_at, l.ended_at,
                 w.state as waiting, w.started_at as waiting_since, w.problem
               from tenant t
               left join connection c on c.tenant_id = t.tenant_id
               left join lateral (
                 select s.state, s.started_at, s.ended_at, (select count(*) from snapshot_kind k
                   where k.tenant_id = s.tenant_id and k.snapshot_id = s.snapshot_id and k.complete
                     and k.kind = any(:kinds)) = :needed as complete
                 from snapshot s
                 where s.tenant_id = c.tenant_id and s.connection_id = c.connection_id
                   and s.state in ('complete', 'partial', 'failed')
                   and (c.reconnected_at is null or s.started_at >= c.reconnected_at)
                 order by s.requested_at desc, s.snapshot_id desc limit 1) l on true
               left join lateral (
                 select newest.state, newest.started_at, newest.problem from (
                   select s.snapshot_id, s.requested_at, s.state, s.started_at, s.problem from snapshot s
                   where s.tenant_id = c.tenant_id and s.connection_id = c.connection_id
                   order by s.requested_at desc, s.snapshot_id desc limit 3) newest
                 where newest.state in ('requested', 'running')
                 order by newest.requested_at desc, newest.snapshot_id desc limit 1) w on true
               order by t.tenant_id, c.connection_id""").param("kinds", ACCESS_RESTS_ON)
                .param("needed", ACCESS_RESTS_ON.length).query(row -> {
                    var here = systems.computeIfAbsent(row.getInt("tenant_id"), none -> new ArrayList<>());
                    if (row.getObject("connection_id") != null) {
                        here.add(system(row));
                    }
                });
        return systems.entrySet().stream().map(each -> new Reading(new TenantId(each.getKey()), each.getValue()))
                .toList();
    }

    private static Reading.OfSystem system(ResultSet row) throws SQLException {
        var state = row.getString("state");
        var ended = instant(row, "ended_at");
        return new Reading.OfSystem(row.getLong("connection_id"), row.getBoolean("disconnected"),
                state == null || ended == null
                        ? Optional.empty()
                        : Optional.of(new Reading.Ended(!state.equals("failed"), row.getBoolean("complete"),
                                instant(row, "started_at"), ended)),
                underWay(row));
    }

    private static Optional<Reading.UnderWay> underWay(ResultSet row) throws SQLException {
        var state = row.getString("waiting");
        return state == null
                ? Optional.empty()
                : Optional.of(new Reading.UnderWay(state.equals("running"), instant(row, "waiting_since"),
                        Optional.ofNullable(row.getString("problem"))));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var found = row.getObject(column, OffsetDateTime.class);
        return found == null ? null : found.toInstant();
    }
}
