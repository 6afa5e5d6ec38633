package org.bailiwick.register;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bailiwick.platform.ReadTx;
import org.bailiwick.platform.TenantId;
import org.bailiwick.register.ProposalStore.Bearer;
import org.bailiwick.register.ProposalStore.Rank;
import org.springframework.stereotype.Component;

/**
 * Every identity of several tenants that may be another subject's and waits for a person's word, once each: with the
 * subject of the most identities that it resembles, or else the MSP's own, or else the oldest. What resembles each other
 * is told of one of the two alone.
 */
@Component
final class FindProposals {
    private static final Comparator<Rank> FIRST = Comparator.comparingLong(Rank::identities).reversed()
            .thenComparing(Rank::ofMsp, Comparator.reverseOrder()).thenComparingLong(Rank::first);
    private static final Comparator<Proposal> LIKELIEST = Comparator
            .comparing((Proposal each) -> each.confidence().equals("possible")).thenComparing(Proposal::displayName)
            .thenComparing(each -> each.identity().toString());

    private final ProposalStore store;
    private final ServiceSignsStore services;

    FindProposals(ProposalStore store, ServiceSignsStore services) {
        this.store = store;
        this.services = services;
    }

    /**
     * @param proposals the likeliest first
     * @param more whether so much is alike that not all of it was compared
     */
    record Found(List<Proposal> proposals, boolean more) {
        static final Found NOTHING = new Found(List.of(), false);

        Found {
            proposals = List.copyOf(proposals);
        }
    }

    private interface Signs {
        List<String> between(Bearer one, Bearer other);
    }

    /**
     * What a bearer may be, and why.
     *
     * @param either whether the other one waits as well, so that one of the two is told
     */
    private record Link(Bearer candidate, UUID subject, String subjectName, List<String> signs, boolean either) {}

    Found over(ReadTx tx, Set<TenantId> tenants) {
        if (tenants.isEmpty()) {
            return Found.NOTHING;
        }
        var people = store.people(tx, tenants);
        var alike = store.services(tx, tenants);
        var known = services.of(tx, tenants, alike.stream().map(Bearer::subject).collect(Collectors.toSet())).stream()
                .collect(Collectors.toMap(ServiceSignsStore.Found::identity, ServiceSignsStore.Found::service,
                        (first, second) -> first));
        var found = new ArrayList<Proposal>();
        found.addAll(proposals(tx, tenants, "human", people,
                (one, other) -> Resemblance.between(one.account(), other.account())));
        found.addAll(proposals(tx, tenants, "service account", alike, (one, other) -> {
            var first = known.get(one.publicId());
            var second = known.get(other.publicId());
            return first == null || second == null ? List.of() : ServiceSigns.between(first, second);
        }));
        found.sort(LIKELIEST);
        return new Found(found, cut(people) || cut(alike));
    }

    private List<Proposal> proposals(ReadTx tx, Set<TenantId> tenants, String kind, List<Bearer> bearers,
            Signs signs) {
        var links = links(bearers, signs);
        var subjects = links.values().stream().flatMap(List::stream)
                .flatMap(link -> Stream.of(link.subject(), link.candidate().subject())).collect(Collectors.toSet());
        var ranks = subjects.isEmpty() ? Map.<UUID, Rank>of() : store.ranks(tx, tenants, subjects);
        return links.values().stream().flatMap(each -> each.stream()
                .filter(link -> !link.either() || FIRST.compare(rank(ranks, link.subject()),
                        rank(ranks, link.candidate().subject())) < 0)
                .min(Comparator.comparing((Link link) -> rank(ranks, link.subject()), FIRST)
                        .thenComparing(link -> -link.signs().size()))
                .stream()).map(link -> proposal(kind, link)).toList();
    }

    /** By the identity that waits; whose it is according to a person waits no longer. */
    private static Map<UUID, List<Link>> links(List<Bearer> bearers, Signs signs) {
        var links = new LinkedHashMap<UUID, List<Link>>();
        for (var alike : bearers.stream()
                .collect(Collectors.groupingBy(Bearer::key, LinkedHashMap::new, Collectors.toList())).values()) {
            for (int i = 0; i < alike.size(); i++) {
                for (int j = i + 1; j < alike.size(); j++) {
                    link(alike.get(i), alike.get(j), signs, links);
                }
            }
        }
        return links;
    }

    private static void link(Bearer one, Bearer other, Signs signs, Map<UUID, List<Link>> links) {
        if (one.subject().equals(other.subject()) || !one.waits() && !other.waits()) {
            return;
        }
        boolean either = one.waits() && other.waits();
        var said = signs.between(one, other);
        if (said.isEmpty()) {
            return;
        }
        if (one.waits()) {
            links.computeIfAbsent(one.publicId(), none -> new ArrayList<>())
                    .add(new Link(one, other.subject(), other.account().displayName(), said, either));
        }
        if (other.waits()) {
            links.computeIfAbsent(other.publicId(), none -> new ArrayList<>())
                    .add(new Link(other, one.subject(), one.account().displayName(), said, either));
        }
    }

    private static Rank rank(Map<UUID, Rank> ranks, UUID subject) {
        return Objects.requireNonNull(ranks.get(subject), "a subject that was read has a rank");
    }

    private static Proposal proposal(String kind, Link link) {
        var candidate = link.candidate();
        var resembling = new SubjectPage.Resembling(candidate.tenant(), candidate.publicId(),
                candidate.account().displayName(), candidate.account().username(), link.signs());
        return new Proposal(candidate.tenant(), candidate.publicId(), kind, resembling.displayName(),
                resembling.username(), link.subject(), link.subjectName(), resembling.confidence(), link.signs());
    }

    private static boolean cut(List<Bearer> bearers) {
        var counts = new HashMap<String, Integer>();
        bearers.forEach(each -> counts.merge(each.key(), 1, Integer::sum));
        return bearers.size() > ProposalStore.MOST_ROWS
                || counts.values().stream().anyMatch(count -> count > ProposalStore.MOST_OF_A_KEY);
    }
}
