package org.bailiwick.proof.pack;

import static org.bailiwick.proof.pack.FaultException.in;
import static org.bailiwick.proof.pack.FaultException.require;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bailiwick.proof.note.Cosignature;
import org.bailiwick.proof.note.NoteSignature;
import org.bailiwick.proof.note.SignedCheckpoint;
import org.bailiwick.proof.note.SignedNote;
import org.bailiwick.proof.note.TlogProof;
import org.bailiwick.proof.note.TrustPolicy;
import org.bailiwick.proof.note.VerifierKey;
import org.bailiwick.proof.tree.TreeHash;
import org.jspecify.annotations.Nullable;

/**
 * Who vouches for the pack's checkpoint: the tenant's log by its signature, and the witnesses by theirs under the heads
 * log that has this checkpoint as an entry. The pack's policy says whose signatures stand in it; if the verifier brings
 * a policy of their own, only that one decides.
 */
final class SignatureCheck {
    private final PackArchive archive;
    private final TrustPolicy packed;
    private final TrustPolicy decisive;
    private final List<String> checked;
    private final List<String> remarks;

    SignatureCheck(PackArchive archive, @Nullable TrustPolicy trusted, List<String> checked, List<String> remarks)
            throws IOException {
        this.archive = archive;
        byte[] policy = archive.read(PackFiles.POLICY);
        this.packed = in(PackFiles.POLICY, () -> TrustPolicy.parse(policy));
        this.decisive = trusted == null ? packed : trusted;
        this.checked = checked;
        this.remarks = remarks;
        if (trusted == null) {
            remarks.add("the keys believed are the pack's own; compare them with those that you have from their owners:"
                    + Stream.concat(packed.logs().stream(), packed.witnesses().stream())
                            .map(key -> "\n    " + key.vkey()).collect(Collectors.joining()));
        }
    }

    SignedCheckpoint checkpoint() throws IOException {
        byte[] bytes = archive.read(PackFiles.CHECKPOINT);
        SignedCheckpoint signed = in(PackFiles.CHECKPOINT, () -> SignedCheckpoint.parse(bytes));
        requireNoStranger(PackFiles.CHECKPOINT, signed.note());
        in(PackFiles.CHECKPOINT, () -> signed.requireSignedBy(decisive.logs()));
        require(signed.note().signatures().stream()
                .allMatch(line -> packed.logs().stream().anyMatch(key -> key.claims(line))), PackFiles.CHECKPOINT,
                "the tenant's checkpoint carries other signatures than its log's");
        checked.add("`checkpoint`: the log `%s` signed a tree of %,d entries".formatted(signed.checkpoint().origin(),
                signed.checkpoint().size()));
        return signed;
    }

    void heads(SignedCheckpoint tenant) throws IOException {
        String file = PackFiles.HEADS_PROOF;
        if (!archive.has(file)) {
            require(!decisive.wantsWitnesses(), file,
                    "the policy wants witnesses, and the file that has them is missing");
            remarks.add("no witness vouches for the checkpoint: that another customer was shown another history is not"
                    + " excluded");
            return;
        }
        byte[] bytes = archive.read(file);
        TlogProof proof = in(file, () -> TlogProof.parse(bytes));
        requireNoStranger(file, proof.checkpoint().note());
        require(proof.extra() == null, file, "extra data is not expected here");
        String origin = proof.checkpoint().checkpoint().origin();
        requireHeadsOf(tenant.checkpoint().origin(), origin);
        List<VerifierKey> headsKeys = headsKeys(origin);
        in(file, () -> {
            proof.requireProves(TreeHash.ofLeaf(tenant.bytes()), headsKeys);
            return proof;
        });
        List<SignedNote.Verified> cosigned = in(file, () -> proof.checkpoint().cosignedBy(decisive.witnesses()));
        require(decisive.isMetBy(cosigned.stream().map(SignedNote.Verified::key).toList()), file,
                "too few witnesses of the policy cosigned the heads log");
        checked.add(
                "`%s`: the checkpoint is entry %d of the heads log `%s`%s".formatted(file, proof.inclusion().index(),
                        origin, witnesses(cosigned)));
        if (cosigned.isEmpty()) {
            remarks.add("no witness cosigned the heads log: that another customer was shown another history is not"
                    + " excluded");
        }
    }

    /** The reader may believe many logs, and each could hold these bytes as an entry; one of them is that of the heads. */
    private static void requireHeadsOf(String tenant, String origin) {
        String heads = tenant.substring(0, Math.max(0, tenant.lastIndexOf("/t/"))) + "/heads";
        require(origin.equals(heads), PackFiles.HEADS_PROOF,
                "the heads log of `%s` is `%s`, and this is another".formatted(tenant, heads));
    }

    /** A reader who wants no witnesses need not know the heads log; then the pack's own key of it is believed. */
    private List<VerifierKey> headsKeys(String origin) {
        if (decisive.wantsWitnesses() || decisive.logs().stream().anyMatch(key -> key.name().equals(origin))) {
            return decisive.logs();
        }
        remarks.add("your policy does not know the heads log `%s`; the pack's own key of it was believed"
                .formatted(origin));
        return packed.logs();
    }

    private static String witnesses(List<SignedNote.Verified> cosigned) {
        List<String> words = new ArrayList<>();
        cosigned.forEach(one -> words.add(", cosigned by `%s` at %s".formatted(one.key().name(),
                Cosignature.time(one.signature()))));
        return String.join("", words);
    }

    /** A line of a key that nobody can check could be anything, so a pack has none. */
    private void requireNoStranger(String file, SignedNote note) {
        List<VerifierKey> known = Stream.concat(packed.logs().stream(), packed.witnesses().stream()).toList();
        in(file, () -> note.verifiedBy(known));
        for (NoteSignature line : note.signatures()) {
            require(known.stream().anyMatch(key -> key.claims(line)), file,
                    "the signature of `%s` is by a key that the pack's policy does not have".formatted(line.name()));
        }
    }
}
