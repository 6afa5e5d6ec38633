package org.bailiwick.register;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.bailiwick.platform.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * Who belongs together: identities that share a key, those that share one with them, and so on. What a tenant's system
 * says never makes two people of the MSP one: there each identity goes with whom it is nearest to, or stands alone.
 */
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

    /** @return each member in exactly one group */
    static List<Group> groups(List<Member> members) {
        return connected(members).stream().flatMap(kin -> people(kin).stream()).map(Kinship::group).toList();
    }

    private static List<Set<Member>> people(Set<Member> kin) {
        var staff = connected(kin.stream().filter(member -> member.tenant().equals(TenantId.MSP)).toList());
        return staff.size() > 1 ? nearest(kin, staff) : List.of(kin);
    }

    private static List<Set<Member>> nearest(Set<Member> kin, List<Set<Member>> staff) {
        var people = new ArrayList<Set<Member>>();
        staff.forEach(person -> people.add(new LinkedHashSet<>(person)));
        var left = new LinkedHashSet<>(kin);
        people.forEach(left::removeAll);
        boolean grows = true;
        while (grows) {
            var joining = new LinkedHashMap<Member, Set<Member>>();
            var torn = new HashSet<Member>();
            for (var member : left) {
                var near = people.stream().filter(person -> tied(member, person)).toList();
                if (near.size() == 1) {
                    joining.put(member, near.getFirst());
                } else if (near.size() > 1) {
                    torn.add(member);
                }
            }
            joining.forEach((member, person) -> person.add(member));
            left.removeAll(joining.keySet());
            left.removeAll(torn);
            torn.forEach(member -> people.add(new LinkedHashSet<>(Set.of(member))));
            grows = !joining.isEmpty();
        }
        left.forEach(member -> people.add(new LinkedHashSet<>(Set.of(member))));
        return people;
    }

    private static boolean tied(Member member, Set<Member> person) {
        return person.stream().anyMatch(other -> !Collections.disjoint(member.keys(), other.keys()));
    }

    /** Members that share a key, in the order in which they came. */
    private static List<Set<Member>> connected(Collection<Member> members) {
        var bearers = bearers(members);
        var seen = new HashSet<Member>();
        var parts = new ArrayList<Set<Member>>();
        for (var first : members) {
            var part = new LinkedHashSet<Member>();
            var open = new ArrayList<Member>(List.of(first));
            while (!open.isEmpty()) {
                var member = open.removeLast();
                if (seen.add(member)) {
                    part.add(member);
                    member.keys().forEach(key -> open.addAll(bearers.getOrDefault(key, List.of())));
                }
            }
            if (!part.isEmpty()) {
                parts.add(part);
            }
        }
        return parts;
    }

    private static Group group(Set<Member> members) {
        var bearers = bearers(members);
        var rules = new HashMap<Member, CorrelationRule>();
        members.forEach(
                member -> member.keys().stream().filter(key -> bearers.getOrDefault(key, List.of()).size() > 1)
                        .map(Key::rule).min(Comparator.naturalOrder()).ifPresent(rule -> rules.put(member, rule)));
        return new Group(members.stream()
                .sorted(Comparator.comparing((Member each) -> each.tenant().value()).thenComparing(Member::identity))
                .toList(), rules);
    }

    private static Map<Key, List<Member>> bearers(Collection<Member> members) {
        var bearers = new HashMap<Key, List<Member>>();
        members.forEach(member -> member.keys()
                .forEach(key -> bearers.computeIfAbsent(key, same -> new ArrayList<>()).add(member)));
        return bearers;
    }
}
