package org.bailiwick.proof.note;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bailiwick.proof.DecimalText;
import org.bailiwick.proof.Excerpt;
import org.bailiwick.proof.MalformedProofException;
import org.jspecify.annotations.Nullable;

/**
 * Whose word somebody takes: the keys of logs, the keys of witnesses, and how many witnesses must have cosigned (C2SP
 * tlog-policy). An auditor keeps one that they made themselves; the one in a pack only says what its maker proposes.
 */
public final class TrustPolicy {
    /** The standard wants at least 32 of each kind; no honest policy has more lines than this. */
    private static final int MOST_LINES = 10_000;
    private static final String NONE = "none";

    private final List<VerifierKey> logs = new ArrayList<>();
    private final Map<String, VerifierKey> witnesses = new LinkedHashMap<>();
    private final Map<String, Group> groups = new LinkedHashMap<>();
    private final Set<String> grouped = new HashSet<>();
    private @Nullable String quorum;

    private TrustPolicy() {}

    /** @throws MalformedProofException with the number of the line that is wrong */
    public static TrustPolicy parse(byte[] file) {
        var policy = new TrustPolicy();
        // Bytes above 127 are opaque to the format: one char a byte, so that names compare as bytes.
        String text = new String(file, ISO_8859_1);
        String[] lines = text.split("\n", -1);
        if (!text.endsWith("\n") || lines.length > MOST_LINES) {
            throw new MalformedProofException("a policy is lines that each end in a line feed, at most " + MOST_LINES);
        }
        for (int i = 0; i < lines.length; i++) {
            try {
                policy.line(lines[i]);
            } catch (MalformedProofException wrong) {
                throw new MalformedProofException("line %d: %s".formatted(i + 1, wrong.getMessage()));
            }
        }
        if (policy.quorum == null) {
            throw new MalformedProofException("the line `quorum` is missing");
        }
        return policy;
    }

    private void line(String line) {
        if (line.chars().anyMatch(symbol -> symbol < 0x20 && symbol != '\t' || symbol == 0x7f)) {
            throw new MalformedProofException("control characters are not allowed");
        }
        String[] words = line.replaceAll("^[ \t]+|[ \t]+$", "").split("[ \t]+");
        if (words[0].isEmpty() || words[0].startsWith("#")) {
            return;
        }
        switch (words[0]) {
            case "log" -> log(words);
            case "witness" -> witness(words);
            case "group" -> group(words);
            case "quorum" -> quorum(words);
            default -> throw new MalformedProofException("`" + Excerpt.of(words[0]) + "` begins no line of a policy");
        }
    }

    private void log(String[] words) {
        require(words.length == 2 || words.length == 3, "`log <vkey> [<url>]` is expected");
        VerifierKey key = key(words[1], SignatureType.NOTE);
        require(logs.stream().noneMatch(other -> sameKey(other, key)), "this log's key stands twice");
        logs.add(key);
    }

    private void witness(String[] words) {
        require(words.length == 3 || words.length == 4, "`witness <name> <vkey> [<url>]` is expected");
        VerifierKey key = key(words[2], SignatureType.COSIGNATURE);
        require(witnesses.values().stream().noneMatch(other -> sameKey(other, key)), "this witness's key stands twice");
        requireNewName(words[1]);
        witnesses.put(words[1], key);
    }

    private void group(String[] words) {
        require(words.length >= 4, "`group <name> all|any|<number> <name>…` is expected");
        requireNewName(words[1]);
        List<String> members = List.of(words).subList(3, words.length);
        for (String member : members) {
            requireKnown(member);
            require(grouped.add(member), "`" + Excerpt.of(member) + "` is already in a group");
        }
        long needed = switch (words[2]) {
            case "all" -> members.size();
            case "any" -> 1;
            default -> DecimalText.read(words[2]);
        };
        require(needed >= 1 && needed <= members.size(),
                "a group of %d cannot need %d".formatted(members.size(), needed));
        groups.put(words[1], new Group((int) needed, members));
    }

    private void quorum(String[] words) {
        require(words.length == 2, "`quorum <name>` is expected");
        require(quorum == null, "there is one quorum");
        if (!words[1].equals(NONE)) {
            requireKnown(words[1]);
        }
        quorum = words[1];
    }

    public List<VerifierKey> logs() {
        return List.copyOf(logs);
    }

    public List<VerifierKey> witnesses() {
        return List.copyOf(witnesses.values());
    }

    /** False where the policy says {@code quorum none}. */
    public boolean wantsWitnesses() {
        return !NONE.equals(quorum);
    }

    /** Whether these keys, whose cosignatures verified, are enough. */
    public boolean isMetBy(Collection<VerifierKey> cosigners) {
        return quorum != null && (quorum.equals(NONE) || isMet(quorum, cosigners));
    }

    private boolean isMet(String name, Collection<VerifierKey> cosigners) {
        Group group = groups.get(name);
        if (group == null) {
            VerifierKey witness = witnesses.get(name);
            return witness != null && cosigners.contains(witness);
        }
        return group.members.stream().filter(member -> isMet(member, cosigners)).count() >= group.needed;
    }

    private record Group(int needed, List<String> members) {}

    private void requireNewName(String name) {
        require(!name.equals(NONE) && !witnesses.containsKey(name) && !groups.containsKey(name),
                "the name `" + Excerpt.of(name) + "` is taken");
    }

    private void requireKnown(String name) {
        require(witnesses.containsKey(name) || groups.containsKey(name),
                "no line before this one defines `" + Excerpt.of(name) + "`");
    }

    private static VerifierKey key(String vkey, SignatureType type) {
        VerifierKey key = VerifierKey.parse(new String(vkey.getBytes(ISO_8859_1), UTF_8));
        require(key.type() == type, "the key of `" + Excerpt.of(key.name()) + "` is not one for " + type);
        return key;
    }

    private static boolean sameKey(VerifierKey one, VerifierKey other) {
        return Arrays.equals(one.publicKey(), other.publicKey());
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new MalformedProofException(otherwise);
        }
    }
}
