package org.bailiwick.ledger.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.platform.Work;
import org.springframework.stereotype.Component;

/** Who witnesses the heads log, for whoever has checked the right to say so. Witnesses are one list for all tenants. */
@Component
public final class Witnesses {
    private static final Set<String> RESERVED = Set.of("none", "witnesses");

    private final WitnessStore store;
    private final Work work;

    Witnesses(WitnessStore store, Work work) {
        this.store = store;
        this.work = work;
    }

    /**
     * From now on it is shown each new checkpoint.
     *
     * @param tx in the MSP's own tenant
     * @return false where another witness has its name or its key
     */
    public boolean register(TenantTx tx, Witness witness) {
        if (store.hasKey(tx, witness.key())) {
            return false;
        }
        return store.add(tx, witness).map(row -> {
            work.order(tx, AskWitnesses.KIND, row, tx.now());
            return true;
        }).orElse(false);
    }

    /** It is asked no more; what it cosigned stays. Its name; empty where there is no such witness. */
    public Optional<String> remove(TenantTx tx, UUID id) {
        return store.remove(tx, id);
    }

    public List<Witness> active(TenantTx tx) {
        return store.active(tx);
    }

    public List<WitnessStanding> standings(TenantTx tx) {
        return store.standings(tx);
    }

    /**
     * What we propose to believe, for somebody to compare and keep: the keys of these logs and every witness whose
     * cosignature may stand in a file of ours (C2SP tlog-policy).
     *
     * @param logKeys vkeys
     * @param quorum whether one witness of those is to have cosigned
     */
    public byte[] policy(TenantTx tx, List<String> logKeys, boolean quorum) {
        var witnesses = store.known(tx);
        var words = words(witnesses);
        var active = store.active(tx).stream().map(Witness::key).collect(Collectors.toUnmodifiableSet());
        var policy = new StringBuilder();
        logKeys.forEach(key -> policy.append("log ").append(key).append('\n'));
        for (int i = 0; i < witnesses.size(); i++) {
            policy.append("witness ").append(words.get(i)).append(' ').append(witnesses.get(i).key().vkey())
                    .append('\n');
        }
        if (quorum && !active.isEmpty()) {
            // One that was removed, because its key was stolen perhaps, does not count for it alone.
            policy.append("group witnesses any");
            for (int i = 0; i < witnesses.size(); i++) {
                if (active.contains(witnesses.get(i).key())) {
                    policy.append(' ').append(words.get(i));
                }
            }
            policy.append("\nquorum witnesses\n");
        } else {
            policy.append("quorum none\n");
        }
        return policy.toString().getBytes(UTF_8);
    }

    /** A name may have been given again after its first bearer was removed; a policy knows it once. */
    private static List<String> words(List<Witness> witnesses) {
        var words = new ArrayList<String>();
        var taken = new HashSet<>(RESERVED);
        for (var witness : witnesses) {
            var word = witness.name();
            for (int next = 2; !taken.add(word); next++) {
                word = witness.name() + "-" + next;
            }
            words.add(word);
        }
        return words;
    }
}
