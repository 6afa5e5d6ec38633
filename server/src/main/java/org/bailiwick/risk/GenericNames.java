package org.bailiwick.risk;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** Names that mean a place or a task instead of a person; data of the catalogue, with its sources. */
public final class GenericNames {
    private final Set<String> names;

    private GenericNames(Set<String> names) {
        this.names = names;
    }

    private record File(Map<String, String> sources, List<Entry> names) {}

    private record Entry(String source, List<String> names) {}

    public static GenericNames load() {
        try (InputStream in = GenericNames.class.getResourceAsStream("/catalogue/generic-names.json")) {
            if (in == null) {
                throw new IllegalStateException("the list of generic names is not in the server");
            }
            var file = JsonMapper.shared().readValue(in, File.class);
            return new GenericNames(file.names().stream().flatMap(entry -> entry.names().stream())
                    .collect(Collectors.toUnmodifiableSet()));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Whether the name consists of such words alone: {@code front.desk2} does, {@code m.reception} does not. */
    boolean generic(String name) {
        var words = words(name);
        return !words.isEmpty()
                && (names.contains(String.join("", words)) || words.stream().allMatch(names::contains));
    }

    boolean anyGeneric(String name) {
        return words(name).stream().anyMatch(names::contains) || names.contains(String.join("", words(name)));
    }

    /** Of a mail address, the part before the {@code @}; whatever is no letter parts words. */
    static List<String> words(String name) {
        int at = name.indexOf('@');
        var local = (at > 0 ? name.substring(0, at) : name).toLowerCase(Locale.ROOT);
        var words = new ArrayList<String>();
        int begin = 0;
        for (int end = 0; end <= local.length(); end++) {
            if (end == local.length() || !Character.isLetter(local.charAt(end))) {
                if (end > begin) {
                    words.add(local.substring(begin, end));
                }
                begin = end + 1;
            }
        }
        return words;
    }
}
