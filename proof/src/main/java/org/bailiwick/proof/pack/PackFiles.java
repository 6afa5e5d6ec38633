package org.bailiwick.proof.pack;

import java.util.regex.Pattern;

/**
 * The names in a pack. The manifest vouches for every file but those that prove themselves by signatures and hashes:
 * those that were made after it, which are itself, its proof, the checkpoint and what hangs on the checkpoint; and the
 * entries, for it says which ones they are, and the log has the hash of each.
 */
public final class PackFiles {
    /** What the pack is and the SHA-256 of its files; see {@link Manifest}. */
    public static final String MANIFEST = "manifest.json";
    /** That the manifest is itself in the log: its {@code extra} is the entry that names the manifest's SHA-256. */
    public static final String MANIFEST_PROOF = "manifest.tlog-proof";
    /** The tenant's checkpoint under which everything is proven, signed by the log, without cosignatures. */
    public static final String CHECKPOINT = "checkpoint";
    /** That this checkpoint, byte for byte, is an entry of the heads log, whose checkpoint witnesses cosigned. */
    public static final String HEADS_PROOF = "heads.tlog-proof";
    /** Whose signatures stand in the pack (C2SP tlog-policy). */
    public static final String POLICY = "policy";
    /** The entries, each line a leaf of the log verbatim, in the order of their indexes. */
    public static final String ENTRIES = "entries.ocsf.jsonl";
    /** Values that entries only committed to; see {@link DisclosedValue}. */
    public static final String DISCLOSURES = "disclosures.jsonl";
    /** A proof each, where the entries are a selection: {@code proofs/<index>.tlog-proof}. */
    public static final String PROOFS = "proofs/";
    /** The tiles that prove the entries, where they are a contiguous range. */
    public static final String TILES = "tile/";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*");
    private static final int LONGEST_NAME = 200;

    private PackFiles() {}

    static String proof(long index) {
        return PROOFS + index + ".tlog-proof";
    }

    /** Whether the log's hashes and signatures prove each byte of it, so that the manifest does not name it. */
    static boolean provesItself(String name) {
        return name.equals(ENTRIES) || madeAfterTheManifest(name);
    }

    static boolean madeAfterTheManifest(String name) {
        return name.equals(MANIFEST) || name.equals(MANIFEST_PROOF) || name.equals(CHECKPOINT)
                || name.equals(HEADS_PROOF) || name.startsWith(PROOFS) || name.startsWith(TILES);
    }

    /** Relative, plain ASCII, and no part begins with a dot: no name leads out of the folder it is unpacked to. */
    static boolean isName(String name) {
        return name.length() <= LONGEST_NAME && NAME.matcher(name).matches();
    }
}
