package org.bailiwick.template;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Who would gain and who would lose expected access by a new version: what an approver agrees to, person by person,
 * whichever function it comes through. And what roles and groups would be intended to lead to.
 */
public record ScopeDifference(List<Line> lines, List<ModelLine> roleModel) {
    public ScopeDifference {
        lines = List.copyOf(lines);
        roleModel = List.copyOf(roleModel);
    }

    /**
     * @param was whether the version before expects the account at all
     * @param is whether the new version does
     * @param moved whether the system or the owner of the account is named differently
     */
    public record Line(String username, boolean was, boolean is, List<ScopeContent.Entitlement> gains,
            List<ScopeContent.Entitlement> loses, boolean moved) {
        public Line {
            gains = List.copyOf(gains);
            loses = List.copyOf(loses);
        }
    }

    /**
     * A role or group that may lead to something else than before.
     *
     * @param was whether the version before says what it may lead to
     * @param is whether the new version does; where it does not, nobody compares it any longer
     */
    public record ModelLine(ScopeContent.Entitlement container, boolean was, boolean is,
            List<ScopeContent.Entitlement> gains, List<ScopeContent.Entitlement> loses) {
        public ModelLine {
            gains = List.copyOf(gains);
            loses = List.copyOf(loses);
        }
    }

    /** @param before the version in force; null where none is */
    static ScopeDifference between(@Nullable ScopeContent before, ScopeContent after) {
        var lines = new ArrayList<Line>();
        var names = new TreeSet<>(after.people().keySet());
        if (before != null) {
            names.addAll(before.people().keySet());
        }
        for (var name : names) {
            var had = before == null ? Set.<ScopeContent.Entitlement>of() : before.of(name);
            var was = before == null ? null : before.people().get(name);
            var is = after.people().get(name);
            var line = new Line(name, was != null, is != null, without(after.of(name), had),
                    without(had, after.of(name)), was != null && is != null
                            && !(was.connection().equals(is.connection()) && was.owner().equals(is.owner())));
            if (line.was() != line.is() || !line.gains().isEmpty() || !line.loses().isEmpty() || line.moved()) {
                lines.add(line);
            }
        }
        return new ScopeDifference(lines,
                roleModel(before == null ? Map.of() : before.roleModel(), after.roleModel()));
    }

    private static List<ModelLine> roleModel(Map<ScopeContent.Entitlement, Set<ScopeContent.Entitlement>> before,
            Map<ScopeContent.Entitlement, Set<ScopeContent.Entitlement>> after) {
        var containers = new LinkedHashSet<>(after.keySet());
        containers.addAll(before.keySet());
        return containers.stream().map(container -> {
            var had = before.getOrDefault(container, Set.of());
            var has = after.getOrDefault(container, Set.of());
            return new ModelLine(container, before.containsKey(container), after.containsKey(container),
                    without(has, had), without(had, has));
        }).filter(line -> line.was() != line.is() || !line.gains().isEmpty() || !line.loses().isEmpty()).toList();
    }

    public long gaining() {
        return lines.stream().filter(line -> !line.gains().isEmpty()).count();
    }

    public long losing() {
        return lines.stream().filter(line -> !line.loses().isEmpty()).count();
    }

    private static List<ScopeContent.Entitlement> without(Set<ScopeContent.Entitlement> all,
            Set<ScopeContent.Entitlement> these) {
        var rest = new LinkedHashSet<>(all);
        rest.removeAll(these);
        return List.copyOf(rest);
    }
}
