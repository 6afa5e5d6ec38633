package org.bailiwick.evidence.erasure;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.bailiwick.evidence.pack.PacksTelling;
import org.bailiwick.ledger.log.Erasures;
import org.bailiwick.ledger.log.ToErase;

/**
 * What an erasure would take away, before anybody asks for it.
 *
 * @param shown what is asked for by its hash
 * @param held how many of the values a legal hold keeps: all of them while one stands, else none
 * @param packs that were built already and tell some of it: none of them is to be had afterwards
 */
public record ErasurePreview(DataSubject subject, ToErase shown, Erasures.Found found, long held,
        List<PacksTelling.Pack> packs) {
    private static final int MOST_SHOWN = 50;

    public ErasurePreview {
        packs = List.copyOf(packs);
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
}
