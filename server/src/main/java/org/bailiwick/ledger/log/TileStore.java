package org.bailiwick.ledger.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.proof.note.SignedCheckpoint;
import org.bailiwick.proof.tile.TilePath;
import org.bailiwick.proof.tree.TreeHash;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** How tiles stand in rows, the same for a tenant's log and for the heads. */
final class TileStore {
    private TileStore() {}

    /** The bytes of a tile as wide as asked; empty where there are not as many. */
    static Optional<byte[]> tile(TenantTx tx, TilePath path) {
        return cut(tx.sql("""
                          select string_agg(hashes, ''::bytea order by width) from ev_tile
                          where tenant_id = :tenant and level = :level and idx = :index"""), path);
    }

    /** The same of the heads log, which everybody reads in a transaction of their own. */
    static Optional<byte[]> headTile(Function<String, StatementSpec> sql, TilePath path) {
        return cut(sql.apply("""
                             select string_agg(hashes, ''::bytea order by width) from head_tile
                             where level = :level and idx = :index"""), path);
    }

    /** A tile may have grown since: its first hashes never change. */
    private static Optional<byte[]> cut(StatementSpec found, TilePath path) {
        int wanted = path.width() * TreeHash.SIZE;
        return found.param("level", path.level()).param("index", path.index()).query(byte[].class).list().stream()
                .filter(Objects::nonNull).filter(hashes -> hashes.length >= wanted).findFirst()
                .map(hashes -> Arrays.copyOf(hashes, wanted));
    }

    /** Parts as columns of as many rows. */
    static Map<String, Object> columns(List<TilePart> parts) {
        return Map.of("levels", parts.stream().mapToInt(TilePart::level).toArray(),
                "indexes", parts.stream().mapToLong(TilePart::index).toArray(),
                "widths", parts.stream().mapToInt(TilePart::width).toArray(),
                "hashes", parts.stream().map(TilePart::hashes).toArray(byte[][]::new));
    }

    static String text(SignedCheckpoint signed) {
        return new String(signed.bytes(), UTF_8);
    }
}
