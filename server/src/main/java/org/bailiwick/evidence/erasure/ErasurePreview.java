package org.bailiwick.evidence.erasure;

import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.bailiwick.evidence.pack.PacksTelling;
import org.bailiwick.ledger.log.Erasures;
import org.bailiwick.proof.Json;

/**
 * What an erasure would take away, before anybody asks for it.
 *
 * @param readUntil entries up to this time were looked through
 * @param held how many of the values a legal hold keeps: all of them while one stands, else none
 * @param packs that were built already and tell some of it: none of them is to be had afterwards
 */
public record ErasurePreview(DataSubject subject, Instant readUntil, Erasures.Found found, long held,
        List<PacksTelling.Pack> packs) {
    private static final int MOST_SHOWN = 50;

    public ErasurePreview {
        packs = List.copyOf(packs);
    }

    public long values() {
        return found.values().size();
    }

    public long entries() {
        return found.entries();
    }

    /** How many values of each kind, by pointer. */
    public SortedMap<String, Long> byPointer() {
        var count = new TreeMap<String, Long>();
        found.values().forEach(value -> count.merge(value.pointer(), 1L, Long::sum));
        return count;
    }

    /** The first entries that it is about. */
    public List<UUID> first() {
        return found.values().stream().map(value -> value.event()).distinct().limit(MOST_SHOWN).toList();
    }

    /** Of exactly what is shown; whoever asks says it. */
    public String hash() {
        return Hashes.sha256(Json.object().put("kind", subject.kind()).put("id", subject.id())
                .put("read_until", readUntil.toString()).put("values", values()).put("entries", entries())
                .put("values_sha256", found.sha256()).build());
    }

    /** With why: what the second person approves. */
    String hash(String reason, String ticket) {
        return Hashes.sha256(
                Json.object().put("preview", hash()).put("reason", reason).put("ticket", ticket).build());
    }
}
