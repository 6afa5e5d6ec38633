package org.bailiwick.evidence;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bailiwick.authority.Capabilities;
import org.bailiwick.authority.Wording;
import org.bailiwick.ledger.log.Removal;
import org.bailiwick.web.Mark;
import org.bailiwick.web.Slice;
import org.bailiwick.web.VisibleTenant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * The timeline's page.
 *
 * @param operators names to choose from; others can be typed
 * @param removal what retention has removed; null where nothing
 * @param first link to the beginning; null where this is it
 * @param next link to the next page; null where this is the last
 */
public record Timeline(VisibleTenant tenant, EvidenceQuery query, List<Row> rows, List<String> operators,
        @Nullable Removal removal, @Nullable String first, @Nullable String next) {
    /**
     * An entry and how it is marked: by the state of a change where it has one, else by its outcome. Only what was read
     * back from a system is ever clear, so a mere success is not.
     *
     * @param path of the entry's own page
     * @param related all entries of the same action
     * @param about all entries about the same target
     */
    public record Row(EvidenceItem item, Mark mark, String text, String path, @Nullable String related,
            @Nullable String about) {
        public Story story() {
            return Story.of(item);
        }

        /** The authority used, in words; null where the entry names none. */
        public @Nullable String under() {
            var used = item.authority();
            if (used == null || used.capability() == null) {
                return null;
            }
            var may = Wording.may(used.capability());
            return used.chain() == null ? may : may + ", by " + Wording.origin(used.chain());
        }
    }

    static Timeline of(VisibleTenant tenant, EvidenceQuery query, Slice<EvidenceItem> page, List<String> operators,
            @Nullable Removal removal, boolean further) {
        String path = path(tenant);
        String next = page.nextCursor();
        return new Timeline(tenant, query, page.items().stream().map(item -> row(tenant, item)).toList(), operators,
                removal, further ? link(path, query, null) : null, next == null ? null : link(path, query, next));
    }

    /** A day is chosen from a calendar; a time that came by a link stays readable. */
    public static String fieldOf(@Nullable String time) {
        return time == null || time.length() == "2026-11-22".length() ? "date" : "text";
    }

    public List<String> actions() {
        return knownActions();
    }

    /** What an entry can be about, for whoever filters elsewhere by the same words. */
    public static List<String> knownActions() {
        return FilterValue.ACTIONS;
    }

    /** What an authority may allow, and how that is said. */
    public Map<String, String> authorities() {
        var words = new TreeMap<String, String>();
        Capabilities.known().forEach(capability -> words.put(capability, Wording.may(capability)));
        return words;
    }

    public List<String> outcomes() {
        return knownOutcomes();
    }

    public static List<String> knownOutcomes() {
        return FilterValue.OUTCOMES;
    }

    /** Where the same entries are asked for as one file. */
    public String pack() {
        return link("/t/%s/packs".formatted(tenant.shortName()), query, null);
    }

    static Row row(VisibleTenant tenant, EvidenceItem item) {
        String path = path(tenant);
        String own = path + "/" + item.id();
        String related = item.correlation() == null ? null : path + "?correlation=" + item.correlation();
        String about = about(path, item.target());
        String state = item.state();
        if (!item.faults().isEmpty()) {
            return new Row(item, Mark.CRITICAL, "altered", own, related, about);
        }
        return state == null
                ? new Row(item, ofOutcome(item.outcome()), item.outcome(), own, related, about)
                : new Row(item, Mark.ofState(state), state, own, related, about);
    }

    private static @Nullable String about(String path, EvidenceItem.Target target) {
        return target.type() == null || target.id() == null
                ? null
                : link(path, Map.of("target", target.type() + "/" + target.id()));
    }

    private static String path(VisibleTenant tenant) {
        return "/t/" + tenant.shortName() + "/evidence";
    }

    private static Mark ofOutcome(String outcome) {
        return switch (outcome) {
            case "success" -> Mark.PLAIN;
            case "failure" -> Mark.FAILED;
            case "under way" -> Mark.WAITING;
            default -> Mark.UNKNOWN;
        };
    }

    /** Values are expanded after the template is parsed, so that a brace in a ticket stays a brace. */
    private static String link(String path, EvidenceQuery query, @Nullable String cursor) {
        Map<String, String> values = new LinkedHashMap<>();
        put(values, "operator", query.operator());
        put(values, "authority", query.authority());
        put(values, "action", query.action());
        put(values, "target", query.target());
        put(values, "outcome", query.outcome());
        put(values, "ticket", query.ticket());
        put(values, "correlation", query.correlation());
        put(values, "decision", query.decision());
        put(values, "since", query.since());
        put(values, "until", query.until());
        put(values, "cursor", cursor);
        return link(path, values);
    }

    private static String link(String path, Map<String, String> values) {
        var link = UriComponentsBuilder.fromPath(path);
        values.keySet().forEach(name -> link.queryParam(name, "{" + name + "}"));
        return link.encode().buildAndExpand(values).toUriString();
    }

    private static void put(Map<String, String> values, String name, @Nullable String value) {
        if (value != null) {
            values.put(name, value);
        }
    }
}
