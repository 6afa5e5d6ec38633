package org.bailiwick.connector.realmexport;

import java.util.ArrayList;
import java.util.List;
import org.bailiwick.connector.Inert;
import org.bailiwick.connector.realmexport.FileRead.Outcome;

/** Reads realm exports of any Keycloak version from files. Never throws for what is in a file. */
public final class RealmExports {
    private RealmExports() {}

    public record Read(List<FileRead> files, List<ExportedRealm> realms) {
        public Read {
            files = List.copyOf(files);
            realms = List.copyOf(realms);
        }
    }

    public static Read read(List<ExportFile> files) {
        var documents = files.stream().map(file -> new DocumentReader(file).read()).toList();
        var drafts = documents.stream().flatMap(document -> document.realms().stream()).toList();
        var realms = new Joining(drafts).realms();
        var reads = new ArrayList<FileRead>();
        for (var document : documents) {
            var names = document.realms().stream().map(realm -> Inert.text(String.valueOf(realm.name), 200)).toList();
            reads.add(new FileRead(document.file().name(), outcome(document, drafts), names,
                    document.remarks().kept()));
        }
        return new Read(reads, realms);
    }

    private static Outcome outcome(DocumentReader.Document document, List<RealmDraft> drafts) {
        if (document.realms().isEmpty()) {
            return Outcome.NOT_READ;
        }
        var file = document.file().name();
        var partly = document.remarks().unread() > 0
                || drafts.stream().anyMatch(realm -> realm.remarks.partlyRead(file));
        return partly ? Outcome.PARTLY : Outcome.READ;
    }
}
