package org.bailiwick.search;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.bailiwick.web.VisibleTenant;
import org.jspecify.annotations.Nullable;

/**
 * Something that matches, in one tenant.
 *
 * @param id public id of what was found
 * @param tenant null for a page that belongs to no tenant
 * @param why which part of it matches and how, for example {@code username begins so}
 * @param path of its page in the portal
 */
public record SearchHit(SearchKind kind, UUID id, @Nullable VisibleTenant tenant, String name, String detail,
        String why, String path, Place place) {
    /** The best come first: the name itself, what begins so, what contains it. */
    static final Comparator<SearchHit> BEST_FIRST = Comparator.comparing(SearchHit::place);

    /** Where a hit stands in its list; keys are compared in byte order, as the database does. */
    public record Place(int rank, String key, UUID id) implements Comparable<Place> {
        private static final Comparator<Place> ORDER = Comparator.comparingInt(Place::rank)
                .thenComparing(place -> place.key().getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned)
                .thenComparing(place -> place.id().toString());

        @Override
        public int compareTo(Place other) {
            return ORDER.compare(this, other);
        }
    }

    /** How well a text matches; empty where it does not. */
    static Optional<Integer> rank(String text, String wanted) {
        var key = text.toLowerCase(Locale.ROOT);
        if (key.equals(wanted)) {
            return Optional.of(0);
        }
        return key.startsWith(wanted) ? Optional.of(1) : key.contains(wanted) ? Optional.of(2) : Optional.empty();
    }

    /** In words, for example {@code username begins so}. */
    static String why(String part, int rank) {
        return part + switch (rank) {
            case 0 -> " is exactly this";
            case 1 -> " begins so";
            default -> " contains it";
        };
    }
}
