package org.bailiwick.ledger.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.bailiwick.platform.ReadTx;
import org.bailiwick.platform.TenantId;
import org.bailiwick.proof.note.SignedCheckpoint;
import org.springframework.stereotype.Component;

/** The heads log as those may read it who may see the estate. */
@Component
final class HeadsReadStore {
    Optional<SignedCheckpoint> newest(ReadTx tx) {
        return tx.sql("""
                      select note from head_checkpoint order by size desc, key_generation desc limit 1""")
                .query(String.class).optional().map(note -> SignedCheckpoint.parse(note.getBytes(UTF_8)));
    }

    Set<TenantId> tenants(ReadTx tx) {
        return tx.sql("select tenant_id from tenant").query(Integer.class).list().stream().map(TenantId::new)
                .collect(Collectors.toUnmodifiableSet());
    }

    List<byte[]> entries(ReadTx tx, long from, int count) {
        return tx.sql("""
                      select note from head_entry where heads_index >= :from and heads_index < :to
                      order by heads_index""").param("from", from).param("to", from + count).query(String.class)
                .list().stream().map(note -> note.getBytes(UTF_8)).toList();
    }
}
