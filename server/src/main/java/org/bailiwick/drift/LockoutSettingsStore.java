package org.bailiwick.drift;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bailiwick.platform.TenantTx;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The SQL of the settings that lockout is judged by. */
@Component
final class LockoutSettingsStore {
    /**
     * One system and its settings as last read.
     *
     * @param readAt when its settings were last read completely; null where they never were
     * @param whole whether the newest reading got all of them
     */
    record SettingsOf(long connection, String name, String system, @Nullable Instant readAt, boolean whole,
            Map<String, String> settings) {
        SettingsOf {
            settings = Map.copyOf(settings);
        }
    }

    List<SettingsOf> settings(TenantTx tx) {
        var values = new HashMap<Long, Map<String, String>>();
        tx.sql("select connection_id, key, value from setting where tenant_id = :tenant and gone_at is null")
                .query(row -> {
                    values.computeIfAbsent(row.getLong("connection_id"), each -> new HashMap<>())
                            .put(row.getString("key"), row.getString("value"));
                });
        return tx.sql("""
                      select c.connection_id, c.name, c.system, read.at as read_at,
                        coalesce((
                          select coalesce(k.complete, false) from snapshot s
                          left join snapshot_kind k on k.tenant_id = s.tenant_id and k.snapshot_id = s.snapshot_id
                            and k.kind = 'settings'
                          where s.tenant_id = :tenant and s.connection_id = c.connection_id
                            and (s.state in ('complete', 'partial', 'failed') or s.problem is not null)
                          order by s.requested_at desc, s.snapshot_id desc limit 1), false) as whole
                      from connection c
                      join read_whole read on read.tenant_id = c.tenant_id and read.connection_id = c.connection_id
                        and read.kind = 'settings'
                      where c.tenant_id = :tenant order by c.connection_id""")
                .query((row, number) -> {
                    var read = row.getObject("read_at", OffsetDateTime.class);
                    return new SettingsOf(row.getLong("connection_id"), row.getString("name"),
                            row.getString("system"), read == null ? null : read.toInstant(), row.getBoolean("whole"),
                            values.getOrDefault(row.getLong("connection_id"), Map.of()));
                }).list();
    }
}
