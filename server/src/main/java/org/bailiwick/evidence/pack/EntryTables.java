package org.bailiwick.evidence.pack;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.bailiwick.proof.CanonicalJson;
import org.bailiwick.proof.Json;
import org.bailiwick.web.Csv;

/**
 * What people decided and what was changed, as tables for a spreadsheet. Each row names the entry that it is made of, and
 * nothing else goes into it. A pack that is built again must have the same bytes, so which entries do is of its form.
 */
final class EntryTables {
    static final String REVIEWS = "reviews.csv";
    static final String CHANGES = "changes.csv";

    private final PackForm form;
    private final OutputStream reviews;
    private final OutputStream changes;

    EntryTables(PackForm form, PackSpool spool) throws IOException {
        this.form = form;
        this.reviews = spool.file(REVIEWS);
        this.changes = spool.file(CHANGES);
        write(reviews, List.of("entry", "time", "decision", "outcome", "decided by", "assurance", "about", "reason",
                "authority", "ticket", "correlation", "event"));
        write(changes, List.of("entry", "time", "state", "outcome", "account", "privilege", "about", "told",
                "read back", "ticket", "correlation", "event"));
    }

    void add(PackedEntry entry) throws IOException {
        if (form.decides(entry.action())) {
            write(reviews, List.of(Long.toString(entry.index()), entry.text("time_dt"), entry.action(),
                    entry.outcome(), decidedBy(entry), entry.text("bailiwick", "assurance", "acr"), about(entry),
                    entry.value("/message"), entry.text("bailiwick", "authority", "capability"),
                    entry.text("bailiwick", "ticket", "uid"), entry.text("metadata", "correlation_uid"),
                    entry.uid()));
        } else if (form.changes(entry.action())) {
            write(changes, List.of(Long.toString(entry.index()), entry.text("time_dt"),
                    entry.text("bailiwick", "facts", "state"), entry.outcome(), account(form, entry),
                    privilege(form, entry), about(entry), entry.value("/message"), readBack(entry),
                    entry.text("bailiwick", "ticket", "uid"), entry.text("metadata", "correlation_uid"),
                    entry.uid()));
        }
    }

    private static String decidedBy(PackedEntry entry) {
        var product = entry.text("actor", "app_name");
        return product.isEmpty() ? entry.value("/actor/user/name") : product;
    }

    private static String about(PackedEntry entry) {
        var name = entry.value("/bailiwick/concerns/name");
        var type = entry.text("bailiwick", "concerns", "type");
        return name.isEmpty() ? type + " " + entry.text("bailiwick", "concerns", "uid") : type + " " + name;
    }

    /** Entries of before 1.1.0 of our extension say it where OCSF's user access has it, and of accounts not at all. */
    static String account(PackForm form, PackedEntry entry) {
        var account = form.readsAccess() ? entry.text("bailiwick", "access", "user", "uid") : "";
        return account.isEmpty() ? entry.text("user", "uid") : account;
    }

    static String privilege(PackForm form, PackedEntry entry) {
        return form.readsAccess() && entry.body().at("bailiwick", "access").isPresent()
                ? entry.body().at("bailiwick", "access", "privileges").map(EntryTables::json).orElse("")
                : entry.body().at("privileges").map(EntryTables::json).orElse("");
    }

    private static String readBack(PackedEntry entry) {
        return entry.body().at("bailiwick", "verification").map(EntryTables::json).orElse("");
    }

    private static String json(Json value) {
        return new String(CanonicalJson.bytes(value), UTF_8);
    }

    private static void write(OutputStream table, List<String> cells) throws IOException {
        table.write(Csv.line(cells).getBytes(UTF_8));
    }
}
