package org.bailiwick.evidence.pack;

import java.util.List;
import java.util.Locale;
import org.bailiwick.web.VisibleTenant;

/**
 * One pack: how far it is, and once it is ready what its check found.
 *
 * @param mayRemove whether to show the form; the route decides again
 */
public record PackPage(VisibleTenant tenant, AuditPack pack, boolean mayRemove) {
    private static final long KILO = 1000;

    public String path() {
        return PacksPage.path(tenant) + "/" + pack.publicId();
    }

    public String content() {
        return PackJson.path(tenant, pack) + "/content";
    }

    public String fileName() {
        return pack.fileName(tenant.shortName());
    }

    public boolean underWay() {
        return pack.state().underWay();
    }

    public boolean ready() {
        return pack.state() == PackState.READY;
    }

    public boolean removable() {
        return mayRemove && !underWay() && pack.state() != PackState.REMOVED;
    }

    /** The form that asks for a pack of the same period. */
    public String anew() {
        return "%s?since=%s&until=%s".formatted(PacksPage.path(tenant), pack.since(), pack.until());
    }

    /** For example {@code 120,000 of 1,000,000 entries}; empty before it is known how many there are. */
    public String progress() {
        var total = pack.total();
        return total == null || pack.manifest() == null && pack.done() == 0
                ? ""
                : String.format(Locale.ROOT, "%,d of %,d entries", pack.done(), total);
    }

    public long entries() {
        var manifest = pack.manifest();
        return manifest == null ? 0 : manifest.entries().count();
    }

    public String size() {
        var built = pack.built();
        long bytes = built == null ? 0 : built.size();
        return bytes < KILO * KILO
                ? String.format(Locale.ROOT, "%.1f kB", bytes / (double) KILO)
                : String.format(Locale.ROOT, "%.1f MB", bytes / (double) (KILO * KILO));
    }

    /** @param keys a line each */
    public record Remark(String text, List<String> keys) {
        static Remark of(String remark) {
            var lines = remark.lines().map(String::strip).toList();
            return new Remark(lines.getFirst(), lines.subList(1, lines.size()));
        }
    }

    public List<Remark> remarks() {
        var built = pack.built();
        return built == null ? List.of() : built.verdict().remarks().stream().map(Remark::of).toList();
    }
}
