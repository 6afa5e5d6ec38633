package org.bailiwick.register;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.bailiwick.platform.TenantId;
import org.jspecify.annotations.Nullable;

/** Who belongs together: identities that share a key, those that share one with them, and so on. */
final class Kinship {
    private Kinship() {}

    /** What two identities of one person have in common, for example a verified mail address. */
    record Key(CorrelationRule rule, String value) {}

    /** @param correlatedBy the rule that stands in the register now; null where it stands alone */
    record Member(TenantId tenant, long identity, UUID subject, @Nullable String correlatedBy, Set<Key> keys) {
        Member {
            keys = Set.copyOf(keys);
        }

        boolean correlated() {
            return correlatedBy != null;
        }
    }

    /** @param rules the strongest rule that ties each member to another */
    record Group(List<Member> members, Map<Member, CorrelationRule> rules) {
        Group {
            members = List.copyOf(members);
            rules = Map.copyOf(rules);
        }

        /** Two accounts of one tenant with one mail address may be two accounts on purpose. */
        boolean alone() {
            return members.size() == 1
                    || members.stream().map(Member::tenant).distinct().count() == 1
                            && rules.values().stream().allMatch(rule -> rule == CorrelationRule.MAIL);
        }

        CorrelationRule rule(Member member) {
            var rule = rules.get(member);
            if (rule == null) {
                throw new IllegalArgumentException("nothing ties %s to the group".formatted(member));
            }
            return rule;
        }
    }

    /** @return each member in exactly one group, in the order in which they came */
    static List<Group> groups(List<Member> members) {
        var bearers = new HashMap<Key, List<Member>>();
        members.forEach(member -> member.keys()
                .forEach(key -> bearers.computeIfAbsent(key, same -> new ArrayList<>()).add(member)));
        var seen = new HashSet<Member>();
        var groups = new ArrayList<Group>();
        for (var member : members) {
            if (!seen.contains(member)) {
                groups.add(group(member, bearers, seen));
            }
        }
        return groups;
    }

    private static Group group(Member first, Map<Key, List<Member>> bearers, Set<Member> seen) {
        var found = new LinkedHashMap<Member, Boolean>();
        var open = new ArrayList<Member>(List.of(first));
        var rules = new HashMap<Member, CorrelationRule>();
        while (!open.isEmpty()) {
            var member = open.removeLast();
            if (seen.add(member)) {
                found.put(member, true);
                member.keys().stream().filter(key -> shared(bearers, key))
                        .map(Key::rule).min(Comparator.naturalOrder()).ifPresent(rule -> rules.put(member, rule));
                member.keys().forEach(key -> open.addAll(bearers.getOrDefault(key, List.of())));
            }
        }
        var inOrder = found.keySet().stream()
                .sorted(Comparator.comparing((Member each) -> each.tenant().value()).thenComparing(Member::identity))
                .toList();
        return new Group(inOrder, rules);
    }

    private static boolean shared(Map<Key, List<Member>> bearers, Key key) {
        return bearers.getOrDefault(key, List.of()).size() > 1;
    }
}
