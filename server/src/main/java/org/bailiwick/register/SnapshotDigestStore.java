package org.bailiwick.register;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.bailiwick.connector.ObjectKind;
import org.bailiwick.platform.TenantTx;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The SQL of what of a system the register holds completely, as digests of what was read. */
@Component
final class SnapshotDigestStore {
    @SuppressWarnings("ArrayRecordComponent") // never compared, only its parts are
    record Digest(byte[] salt, byte[] digest) {
        boolean same(Digest other) {
            return Arrays.equals(salt, other.salt) && Arrays.equals(digest, other.digest);
        }
    }

    /** With what the digests of the next reading are salted, where there are some to be compared with. */
    Optional<byte[]> salt(TenantTx tx, long connection) {
        return tx.sql("""
                      select salt from snapshot_digest where tenant_id = :tenant and connection_id = :connection
                      order by kind limit 1""").param("connection", connection).query(byte[].class).optional();
    }

    Map<ObjectKind, Digest> known(TenantTx tx, long connection) {
        var known = new EnumMap<ObjectKind, Digest>(ObjectKind.class);
        tx.sql("""
               select kind, salt, digest from snapshot_digest
               where tenant_id = :tenant and connection_id = :connection""").param("connection", connection)
                .query(row -> {
                    known.put(ObjectKind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                            new Digest(row.getBytes("salt"), row.getBytes("digest")));
                });
        return known;
    }

    /** Of each kind of each system, what stands for its rows; null where they are not held completely. */
    record Part(String system, String kind, @Nullable String digest) {}

    List<Part> parts(TenantTx tx) {
        return tx.sql("""
                      select c.connection_id || ' ' || c.name as system, kind.kind, encode(d.digest, 'hex') as digest
                      from connection c cross join unnest(:kinds::text[]) as kind (kind)
                      left join snapshot_digest d on d.tenant_id = :tenant and d.connection_id = c.connection_id
                        and d.kind = kind.kind
                      where c.tenant_id = :tenant""")
                .param("kinds", Arrays.stream(ObjectKind.values()).map(Kinds::word).toArray(String[]::new))
                .query((row, number) -> new Part(row.getString("system"), row.getString("kind"),
                        row.getString("digest")))
                .list();
    }

    void put(TenantTx tx, long connection, ObjectKind kind, Digest digest) {
        tx.sql("""
               insert into snapshot_digest (tenant_id, connection_id, kind, salt, digest)
               values (:tenant, :connection, :kind, :salt, :digest)
               on conflict on constraint snapshot_digest_pk do update set salt = excluded.salt,
                 digest = excluded.digest""").param("connection", connection).param("kind", Kinds.word(kind))
                .param("salt", digest.salt()).param("digest", digest.digest()).update();
    }

    void forget(TenantTx tx, long connection, ObjectKind kind) {
        tx.sql("""
               delete from snapshot_digest
               where tenant_id = :tenant and connection_id = :connection and kind = :kind""")
                .param("connection", connection).param("kind", Kinds.word(kind)).update();
    }
}
