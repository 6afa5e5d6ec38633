package org.bailiwick.proof.pack;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.bailiwick.proof.note.Checkpoint;
import org.bailiwick.proof.note.SignedCheckpoint;
import org.bailiwick.proof.note.TlogProof;
import org.bailiwick.proof.tree.TreeHash;

/** A {@code .tlog-proof} file for each entry that a filter chose, all under the pack's one checkpoint. */
final class FilteredProofs implements EntryProofs {
    private final PackArchive archive;
    private final SignedCheckpoint signed;
    private final Manifest.Selection.Filtered selection;
    private int next;

    FilteredProofs(PackArchive archive, SignedCheckpoint signed, Manifest.Selection.Filtered selection) {
        this.archive = archive;
        this.signed = signed;
        this.selection = selection;
        Set<String> expected = new HashSet<>();
        selection.indexes().forEach(index -> expected.add(PackFiles.proof(index)));
        for (String name : archive.files().keySet()) {
            if (name.startsWith(PackFiles.TILES) || name.startsWith(PackFiles.PROOFS)) {
                FaultException.require(expected.contains(name), name, "the file proves no entry of this pack");
            }
        }
        expected.forEach(archive::file);
    }

    @Override
    public long check(LineStream entry) throws IOException {
        if (next == selection.indexes().size()) {
            throw EntryProofs.tooMany(entry);
        }
        long index = selection.indexes().get(next++);
        String name = PackFiles.proof(index);
        byte[] bytes = archive.read(name);
        TlogProof proof = FaultException.in(name, () -> TlogProof.parse(bytes));
        FaultException.require(proof.extra() == null && proof.inclusion().index() == index, name,
                "the proof is for another index, or carries extra data");
        FaultException.require(Arrays.equals(proof.checkpoint().bytes(), signed.bytes()), name,
                "the checkpoint in it is another than that of the pack");
        Checkpoint checkpoint = signed.checkpoint();
        if (!proof.inclusion().proves(TreeHash.ofLeaf(entry.line()), checkpoint.size(), checkpoint.root())) {
            throw EntryProofs.wrongEntry(entry, index);
        }
        return index;
    }

    @Override
    public void finish() {
        if (next < selection.indexes().size()) {
            throw EntryProofs.missing(selection.indexes().get(next));
        }
    }

    @Override
    public String sentence() {
        return "%,d entries that a filter chose, each at its index in the log; nothing is proven of what was left out"
                .formatted(next);
    }
}
