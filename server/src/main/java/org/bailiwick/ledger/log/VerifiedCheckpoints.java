package org.bailiwick.ledger.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bailiwick.proof.tree.TreeHash;
import org.springframework.stereotype.Component;

/**
 * Which checkpoints this process has verified before, so that a pass verifies each signature once and not each hour: by a
 * hash over every byte of them and of the keys, stretch by stretch. INVARIANT: it is never written down. Whoever edits the
 * database could edit a note of it there together with a checkpoint; in memory it can only be lost, and then all are
 * verified again.
 */
@Component
final class VerifiedCheckpoints {
    /** Some megabytes; what is not remembered is verified each time. */
    private static final int MOST = 100_000;

    private final Map<Stretch, TreeHash> verified = new ConcurrentHashMap<>();

    private record Stretch(String origin, long from) {}

    boolean has(String origin, long from, TreeHash content) {
        return content.equals(verified.get(new Stretch(origin, from)));
    }

    void put(String origin, long from, TreeHash content) {
        var stretch = new Stretch(origin, from);
        if (verified.size() < MOST || verified.containsKey(stretch)) {
            verified.put(stretch, content);
        }
    }

    /** Of what a signature was compared with: the checkpoint with its columns, and the key. */
    static TreeHash content(String origin, List<LogContent.Signed> checkpoints, LogKeys keys) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var each : checkpoints) {
                add(digest, ByteBuffer.allocate(12).putLong(each.size()).putInt(each.keyGeneration()).array());
                add(digest, each.root());
                add(digest, each.note().getBytes(UTF_8));
                add(digest, keys.key(origin, each.keyGeneration()).map(key -> key.verifierKey().vkey()).orElse("")
                        .getBytes(UTF_8));
            }
            return new TreeHash(digest.digest());
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java platform has SHA-256", missing);
        }
    }

    private static void add(MessageDigest digest, byte[] part) {
        digest.update(ByteBuffer.allocate(4).putInt(part.length).array());
        digest.update(part);
    }
}
