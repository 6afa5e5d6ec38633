package org.bailiwick.proof.pack;

import static org.bailiwick.proof.pack.FaultException.in;
import static org.bailiwick.proof.pack.FaultException.require;

import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import org.bailiwick.proof.Json;
import org.bailiwick.proof.note.Checkpoint;
import org.bailiwick.proof.note.SignedCheckpoint;
import org.bailiwick.proof.note.TlogProof;
import org.bailiwick.proof.tree.TreeHash;

/** Whether the pack has exactly the files that its manifest names, and whether that manifest is on the record. */
final class ManifestCheck {
    private static final int LONGEST = 8 << 20;

    private final PackArchive archive;
    private final SignedCheckpoint signed;
    private final List<String> checked;

    ManifestCheck(PackArchive archive, SignedCheckpoint signed, List<String> checked) {
        this.archive = archive;
        this.signed = signed;
        this.checked = checked;
    }

    Manifest read() throws IOException {
        String file = PackFiles.MANIFEST;
        require(archive.file(file).size() <= LONGEST, file, "the manifest is larger than 8 MiB");
        byte[] bytes = archive.read(file);
        Manifest manifest = in(file, () -> Manifest.parse(bytes));
        requireLogged(bytes, manifest.files().size());
        Checkpoint checkpoint = signed.checkpoint();
        require(manifest.origin().equals(checkpoint.origin()), file, "it is about another log than the checkpoint");
        require(manifest.origin().endsWith("/t/" + manifest.tenant()), file,
                "the log `%s` is not that of tenant `%s`".formatted(manifest.origin(), manifest.tenant()));
        for (String name : archive.files().keySet()) {
            // The first packs had a SHA-256 of the entries beside the log's hash of each.
            require(name.equals(PackFiles.ENTRIES)
                    || PackFiles.provesItself(name) != manifest.files().containsKey(name), name,
                    "the manifest does not name this file, or must not");
        }
        for (String name : manifest.required()) {
            require(archive.has(name), name, "the manifest says that the pack has this file, and it is missing");
        }
        for (Map.Entry<String, Manifest.Digest> named : manifest.files().entrySet()) {
            require(archive.file(named.getKey()).size() == named.getValue().size(), named.getKey(),
                    "the file has another size than the manifest says");
        }
        return manifest;
    }

    private void requireLogged(byte[] manifest, int files) throws IOException {
        String file = PackFiles.MANIFEST_PROOF;
        byte[] bytes = archive.read(file);
        TlogProof proof = in(file, () -> TlogProof.parse(bytes));
        byte[] entry = proof.extra();
        if (entry == null) {
            throw new FaultException(Fault.of(file, "the line `extra` with the entry is missing"));
        }
        Checkpoint checkpoint = signed.checkpoint();
        require(Arrays.equals(proof.checkpoint().bytes(), signed.bytes()), file,
                "the checkpoint in it is another than that of the pack");
        require(proof.inclusion().proves(TreeHash.ofLeaf(entry), checkpoint.size(), checkpoint.root()), file,
                "the entry in it is not in the log at index " + proof.inclusion().index());
        require(names(in(file, () -> Json.parse(entry)), manifest), PackFiles.MANIFEST,
                "the log's entry %d names another manifest".formatted(proof.inclusion().index()));
        checked.add("`manifest.json`: it is on the record as entry %d, and names %d of the pack's files"
                .formatted(proof.inclusion().index(),
                        files));
    }

    /** Whether this entry of the log is the one about this manifest. */
    static boolean names(Json entry, byte[] manifest) {
        String sha256 = HexFormat.of().formatHex(LineStream.sha256().digest(manifest));
        return entry.textAt("bailiwick", "facts", PackBuilder.MANIFEST_FACT).equals(Optional.of(sha256));
    }

    /** The files for people and other machines; disclosures are read later, side by side with the entries. */
    void documents(Manifest manifest) throws IOException {
        int count = 0;
        for (String name : manifest.files().keySet()) {
            if (!name.equals(PackFiles.DISCLOSURES) && !name.equals(PackFiles.ENTRIES)) {
                requireDigest(manifest, name, digest(name));
                count++;
            }
        }
        checked.add(
                "%d files beside entries and disclosures have the SHA-256 that the manifest names".formatted(count));
    }

    static void requireDigest(Manifest manifest, String name, Manifest.Digest found) {
        require(found.equals(manifest.files().get(name)), name, "the file has another SHA-256 than the manifest says");
    }

    private Manifest.Digest digest(String name) throws IOException {
        ZipRecord record = archive.file(name);
        var crc = new CRC32();
        var sha256 = LineStream.sha256();
        byte[] buffer = new byte[1 << 16];
        for (long at = 0; at < record.size();) {
            int read = archive.read(record, at, buffer, 0);
            crc.update(buffer, 0, read);
            sha256.update(buffer, 0, read);
            at += read;
        }
        require((int) crc.getValue() == record.crc32(), name,
                "the content is not the one that was packed, its checksum is another");
        return new Manifest.Digest(HexFormat.of().formatHex(sha256.digest()), record.size());
    }
}
