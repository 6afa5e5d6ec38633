package org.bailiwick.proof.note;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Collection;
import org.bailiwick.proof.Base64Text;
import org.bailiwick.proof.DecimalText;
import org.bailiwick.proof.MalformedProofException;
import org.bailiwick.proof.NotProvenException;
import org.bailiwick.proof.tree.InclusionProof;
import org.bailiwick.proof.tree.TreeHash;
import org.jspecify.annotations.Nullable;

/**
 * One file that proves one entry offline: its index, the hashes beside its way to the root, and the checkpoint with all
 * its signatures (C2SP tlog-proof). Whoever has the entry's bytes and the log's key needs nothing else.
 *
 * @param extra what the maker of the file put in, null where there is none; nothing vouches for it
 */
public record TlogProof(byte @Nullable [] extra, InclusionProof inclusion, SignedCheckpoint checkpoint) {
    private static final String HEADER = "c2sp.org/tlog-proof@v1";
    private static final String EXTRA = "extra ";
    private static final String INDEX = "index ";

    /** @throws MalformedProofException if the bytes are not exactly one such file */
    public static TlogProof parse(byte[] bytes) {
        var reader = new LineReader(bytes);
        if (!reader.next().equals(HEADER)) {
            throw new MalformedProofException("the first line of a proof is `" + HEADER + "`");
        }
        String line = reader.next();
        byte[] extra = null;
        if (line.startsWith(EXTRA)) {
            extra = Base64Text.read(line.substring(EXTRA.length()));
            line = reader.next();
        }
        if (!line.startsWith(INDEX)) {
            throw new MalformedProofException("the line `index` is missing in the proof");
        }
        long index = DecimalText.read(line.substring(INDEX.length()));
        var inclusion = new InclusionProof(index, reader.hashes());
        return new TlogProof(extra, inclusion, SignedCheckpoint.parse(reader.rest()));
    }

    public byte[] bytes() {
        var head = new StringBuilder(HEADER + "\n");
        if (extra != null) {
            head.append(EXTRA).append(Base64Text.write(extra)).append('\n');
        }
        head.append(INDEX).append(inclusion.index()).append('\n');
        inclusion.path().forEach(hash -> head.append(hash.base64()).append('\n'));
        head.append('\n').append(new String(checkpoint.bytes(), UTF_8));
        return head.toString().getBytes(UTF_8);
    }

    /**
     * Checks signature and way for this leaf.
     *
     * @throws NotProvenException if no trusted key of the log signed, or the leaf is not at that index under that root
     */
    public void requireProves(TreeHash leaf, Collection<VerifierKey> logKeys) {
        checkpoint.requireSignedBy(logKeys);
        Checkpoint signed = checkpoint.checkpoint();
        if (!inclusion.proves(leaf, signed.size(), signed.root())) {
            throw new NotProvenException("the entry is not at index %d of the log of %d entries that was signed"
                    .formatted(inclusion.index(), signed.size()));
        }
    }
}
