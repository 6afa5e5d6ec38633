package org.bailiwick.proof.pack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bailiwick.proof.CanonicalJson;
import org.bailiwick.proof.note.SignedCheckpoint;
import org.bailiwick.proof.note.TrustPolicy;
import org.bailiwick.proof.tile.EntryBundle;
import org.jspecify.annotations.Nullable;

/**
 * Checks an audit pack offline, with nothing but its bytes and the keys that the reader believes, and says in words
 * what holds and what does not. Reads each file once, in bounded memory, and unpacks nothing, so the pack may come from
 * anybody. What it cannot tell: whether what was recorded was true when it was recorded.
 */
public final class PackVerifier {
    private final List<String> checked = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();
    private final @Nullable TrustPolicy trusted;

    private PackVerifier(@Nullable TrustPolicy trusted) {
        this.trusted = trusted;
    }

    /**
     * @param trusted whose signatures count; empty to believe the pack's own policy, which the verdict then points out
     * @throws IOException if the file cannot be read; whatever is wrong with its content is in the verdict
     */
    public static Verdict verify(Path pack, Optional<TrustPolicy> trusted) throws IOException {
        var verifier = new PackVerifier(trusted.orElse(null));
        Optional<Fault> fault = Optional.empty();
        try (PackArchive archive = PackArchive.open(pack)) {
            verifier.check(archive);
        } catch (FaultException found) {
            fault = Optional.of(found.fault());
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return new Verdict(verifier.checked, verifier.remarks, fault);
    }

    private void check(PackArchive archive) throws IOException {
        checked.add(
                "archive: %d files, stored side by side, with nothing between them".formatted(archive.files().size()));
        var signatures = new SignatureCheck(archive, trusted, checked, remarks);
        SignedCheckpoint checkpoint = signatures.checkpoint();
        var manifestCheck = new ManifestCheck(archive, checkpoint, checked);
        Manifest manifest = manifestCheck.read();
        signatures.heads(checkpoint);
        manifestCheck.documents(manifest);
        entries(archive, checkpoint, manifest);
    }

    private void entries(PackArchive archive, SignedCheckpoint checkpoint, Manifest manifest) throws IOException {
        EntryProofs proofs = switch (manifest.entries()) {
            case Manifest.Selection.Range range -> new RangeProofs(archive, checkpoint.checkpoint(), range);
            case Manifest.Selection.Filtered filtered -> new FilteredProofs(archive, checkpoint, filtered);
        };
        var disclosures = new Disclosures(archive);
        boolean named = manifest.files().containsKey(PackFiles.ENTRIES);
        var entries = named
                ? LineStream.summedUp(archive, PackFiles.ENTRIES, EntryBundle.LONGEST_ENTRY)
                : LineStream.of(archive, PackFiles.ENTRIES, EntryBundle.LONGEST_ENTRY);
        while (entries.next()) {
            disclosures.check(proofs.check(entries), entries);
        }
        proofs.finish();
        if (named) {
            ManifestCheck.requireDigest(manifest, PackFiles.ENTRIES, entries.digest());
        } else {
            entries.requireChecksum();
        }
        ManifestCheck.requireDigest(manifest, PackFiles.DISCLOSURES, disclosures.finish());
        checked.add("`%s`: %s".formatted(PackFiles.ENTRIES, proofs.sentence()));
        checked.add(
                "`%s`: %,d disclosed values are what their entries committed to; %,d are redacted, which is kept back"
                        .formatted(PackFiles.DISCLOSURES, disclosures.disclosed(), disclosures.keptBack())
                        + " or erased");
        remarks.add("the period is %s to %s, as the manifest says; the query: %s".formatted(manifest.from(),
                manifest.to(), new String(CanonicalJson.bytes(manifest.query()),
                        StandardCharsets.UTF_8)));
    }
}
