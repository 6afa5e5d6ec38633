package org.bailiwick.register;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.bailiwick.connector.AccountProvider;
import org.bailiwick.connector.Connections;
import org.bailiwick.platform.TenantTx;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How each of a tenant's systems is reached, how old and how whole the knowledge of it is, and when it is read next. */
@Component
final class ConnectionHealth {
    private final Connections connections;
    private final SnapshotStore snapshots;
    private final TurnStore readings;
    private final ReadingSchedule schedule;

    ConnectionHealth(Connections connections, SnapshotStore snapshots, TurnStore readings,
            ReadingSchedule schedule) {
        this.connections = connections;
        this.snapshots = snapshots;
        this.readings = readings;
        this.schedule = schedule;
    }

    /** @param providers the tenant's, by their inside ids; to be read before, since that is a transaction of its own */
    List<ConnectionsPage.Row> of(TenantTx tx, Map<Long, AccountProvider> providers) {
        var read = snapshots.readings(tx).stream().collect(Collectors.groupingBy(DataAge.Reading::connection));
        var turns = readings.of(tx).stream()
                .collect(Collectors.toMap(TurnStore.Turn::connection, Function.identity()));
        return connections.list(tx).stream().map(connection -> new ConnectionsPage.Row(connection,
                connection.provider().map(providers::get).orElse(null),
                DataAge.ofEach(read.getOrDefault(connection.name(), List.of())), next(turns.get(connection.id()))))
                .toList();
    }

    private NextReading next(TurnStore.@Nullable Turn turn) {
        return turn == null
                ? NextReading.DISCONNECTED
                : NextReading.of(turn, schedule.due(turn.connection(), turn.ended()));
    }
}
