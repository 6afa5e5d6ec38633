package org.bailiwick.register;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.bailiwick.authority.DecisionPoint;
import org.bailiwick.authority.Permit;
import org.bailiwick.authority.Principal;
import org.bailiwick.connector.Inert;
import org.bailiwick.ledger.Activity;
import org.bailiwick.ledger.Entry;
import org.bailiwick.ledger.Ledger;
import org.bailiwick.ledger.Outcome;
import org.bailiwick.ledger.Target;
import org.bailiwick.platform.PersonId;
import org.bailiwick.platform.ReadTx;
import org.bailiwick.platform.Result;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.platform.Transactions;
import org.bailiwick.platform.Work;
import org.bailiwick.proof.Json;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What a person of the MSP says about whose identities are one person's, or one service's. Their word wins over every
 * rule and stays until somebody says otherwise. The MSP's record holds the reason; the tenant's says that it was said,
 * and of nobody else.
 */
@Component
final class WhoIsWho {
    /** Above what the list of who waits shows of one subject, whose lines lead here; a word is about no more at once. */
    private static final int MOST_SHOWN = 1_000;
    private static final int LONGEST_REASON = 2_000;
    private static final Set<String> TOLD = Set.of("human", "service account");

    private final Transactions transactions;
    private final WhoIsWhoStore store;
    private final ServiceSignsStore services;
    private final CorrelationStore words;
    private final DecisionPoint decisionPoint;
    private final Ledger ledger;
    private final Work work;
    private final List<AfterSnapshot> followers;

    WhoIsWho(Transactions transactions, WhoIsWhoStore store, ServiceSignsStore services, CorrelationStore words,
            DecisionPoint decisionPoint, Ledger ledger, Work work, List<AfterSnapshot> followers) {
        this.transactions = transactions;
        this.store = store;
        this.services = services;
        this.words = words;
        this.decisionPoint = decisionPoint;
        this.ledger = ledger;
        this.work = work;
        this.followers = List.copyOf(followers);
    }

    /** @param same whether the identity is this subject's; false: it is nobody else's, of this subject or another */
    record Word(UUID subject, UUID identity, boolean same, String reason) {}

    /**
     * What stands on the page besides the access.
     *
     * @param more whether so many are alike that not all of them were compared, or are here
     */
    record Reasons(Map<UUID, SubjectPage.Correlated> correlated, List<SubjectPage.Resembling> resembling,
            boolean more, List<SubjectPage.Event> history) {}

    /** Who was compared, and whether not all were. */
    private record Compared(List<SubjectPage.Resembling> alike, boolean more) {
        static final Compared NOBODY = new Compared(List.of(), false);

        Compared with(Compared other) {
            return new Compared(Stream.concat(alike.stream(), other.alike.stream()).toList(), more || other.more);
        }

        /** Each identity once, by what speaks for it most; no more than a page bears. */
        Compared shown() {
            var once = new LinkedHashMap<UUID, SubjectPage.Resembling>();
            alike.forEach(each -> once.merge(each.identity(), each,
                    (one, other) -> one.signs().size() < other.signs().size() ? other : one));
            return new Compared(once.values().stream().limit(MOST_SHOWN).toList(), more || once.size() > MOST_SHOWN);
        }
    }

    /** To be asked after the look was recorded. */
    Reasons reasons(Set<TenantId> tenants, UUID subject) {
        return transactions.oversight(tenants, tx -> {
            var compared = people(tx, tenants, subject).with(services(tx, tenants, subject)).shown();
            return new Reasons(store.correlated(tx, tenants, subject), compared.alike(), compared.more(),
                    store.history(tx, tenants, subject));
        });
    }

    private Compared people(ReadTx tx, Set<TenantId> tenants, UUID subject) {
        var like = store.accounts(tx, tenants, subject);
        if (like.isEmpty()) {
            return Compared.NOBODY;
        }
        var found = store.candidates(tx, tenants, subject, like);
        return new Compared(found.stream().flatMap(candidate -> strongest(
                like.stream().map(own -> Resemblance.between(own, candidate.account())))
                .map(signs -> new SubjectPage.Resembling(candidate.tenant(), candidate.identity(),
                        candidate.displayName(), candidate.account().username(), signs)))
                .toList(), found.size() > ProposalStore.MOST_ROWS);
    }

    private Compared services(ReadTx tx, Set<TenantId> tenants, UUID subject) {
        var like = services.of(tx, tenants, subject);
        if (like.isEmpty()) {
            return Compared.NOBODY;
        }
        var found = services.candidates(tx, tenants, subject, like);
        return new Compared(found.stream().flatMap(candidate -> strongest(
                like.stream().map(own -> ServiceSigns.between(own.service(), candidate.service())))
                .map(signs -> new SubjectPage.Resembling(candidate.tenant(), candidate.identity(),
                        candidate.displayName(), candidate.service().username(), signs)))
                .toList(), found.size() > ProposalStore.MOST_ROWS);
    }

    private static Stream<List<String>> strongest(Stream<List<String>> signs) {
        return signs.filter(each -> !each.isEmpty()).max(Comparator.comparing(List::size)).stream();
    }

    /**
     * One or several at once: where one of them cannot be said, none is.
     *
     * @param permit in the MSP's own tenant
     * @return the tenant of each, whose rows follow in a moment
     */
    Result<List<TenantId>, WhoIsWhoProblem> say(Permit permit, Set<TenantId> tenants, List<Word> several) {
        var uncounted = uncounted(several);
        if (uncounted.isPresent()) {
            return Result.no(uncounted.get());
        }
        var fit = new ArrayList<Fit>();
        for (var word : several) {
            switch (fit(permit, tenants, word)) {
                case Result.No<Fit, WhoIsWhoProblem>(var problem) -> {
                    return Result.no(problem);
                }
                case Result.Ok<Fit, WhoIsWhoProblem>(var each) -> fit.add(each);
            }
        }
        var said = new ArrayList<TenantId>();
        for (var each : fit) {
            put(permit, each);
            said.add(each.identity().tenant());
        }
        return Result.ok(said);
    }

    private static Optional<WhoIsWhoProblem> uncounted(List<Word> several) {
        if (several.isEmpty()) {
            return Optional.of(new WhoIsWhoProblem.NobodyNamed());
        }
        if (several.size() > MOST_SHOWN) {
            return Optional.of(new WhoIsWhoProblem.TooMany(MOST_SHOWN));
        }
        var named = new HashSet<UUID>();
        return several.stream().map(Word::identity).filter(identity -> !named.add(identity)).findFirst()
                .map(WhoIsWhoProblem.NamedTwice::new);
    }

    /** @param sameAs public id of an identity that already bears the subject; null where the word parts them */
    private record Fit(WhoIsWhoStore.Found identity, @Nullable UUID sameAs, String reason, Word word) {}

    private Result<Fit, WhoIsWhoProblem> fit(Permit permit, Set<TenantId> tenants, Word word) {
        var reason = Inert.text(word.reason().strip(), LONGEST_REASON + 1);
        if (reason.isEmpty()) {
            return Result.no(new WhoIsWhoProblem.ReasonMissing());
        }
        if (reason.length() > LONGEST_REASON) {
            return Result.no(new WhoIsWhoProblem.ReasonTooLong(LONGEST_REASON));
        }
        if (tenants.isEmpty()) {
            return Result.no(new WhoIsWhoProblem.NotFound(word.identity()));
        }
        var found = transactions.oversight(tenants, tx -> store.identity(tx, tenants, word.identity()));
        if (found.isEmpty()) {
            return Result.no(new WhoIsWhoProblem.NotFound(word.identity()));
        }
        var identity = found.get();
        if (!TOLD.contains(identity.kind())) {
            return Result.no(new WhoIsWhoProblem.NotTold(word.identity(), identity.kind()));
        }
        var person = person(permit);
        if (own(tenants, person.id(), identity.subject(), word.subject())) {
            denied(permit, word);
            return Result.no(new WhoIsWhoProblem.OwnIdentity());
        }
        var other = other(tenants, word.subject(), identity);
        if (other.isEmpty()) {
            return Result.no(new WhoIsWhoProblem.OnlyBearer(word.identity()));
        }
        if (!other.get().kind().equals(identity.kind())) {
            return Result.no(new WhoIsWhoProblem.NeverTheSame(word.identity(), identity.kind(),
                    other.get().kind()));
        }
        return Result.ok(new Fit(identity, word.same() ? other.get().publicId() : null, reason, word));
    }

    private boolean own(Set<TenantId> tenants, PersonId person, UUID... subjects) {
        return transactions.oversight(tenants, tx -> store.bornBy(tx, tenants, person, List.of(subjects)));
    }

    private void denied(Permit permit, Word word) {
        transactions.tenant(TenantId.MSP, tx -> ledger.append(tx, Entry
                .of(Activity.ACCESS_DENIED, permit.principal().actor(),
                        new Target("subject", word.subject().toString(), word.subject().toString()), Outcome.FAILURE,
                        permit.evaluation(), "nobody decides about their own access")
                .under(permit.authority(), permit.evaluation())));
    }

    private Optional<WhoIsWhoStore.Found> other(Set<TenantId> tenants, UUID subject, WhoIsWhoStore.Found identity) {
        return transactions.oversight(tenants, tx -> store.bearers(tx, tenants, subject)).stream()
                .filter(bearer -> bearer.identity() != identity.identity()).findFirst();
    }

    /** The tenant's row and entry first: were the second transaction lost, the MSP's record would only say too little. */
    private void put(Permit permit, Fit fit) {
        var identity = fit.identity();
        var word = fit.word();
        transactions.tenant(TenantId.MSP, tx -> {
            decisionPoint.confirm(tx, permit);
            return true;
        });
        transactions.tenant(identity.tenant(), tx -> {
            words.say(tx, identity.identity(), fit.sameAs(), fit.reason(), person(permit).id());
            enter(tx, permit, words.target(tx, identity.identity()), "the MSP said whose identity it is",
                    Json.object().put("alone", fit.sameAs() == null).build());
            work.orderAnew(tx, CorrelateIdentities.KIND, tx.now());
            // A word that leaves the subject as it is settles what was not known all the same.
            followers.forEach(each -> each.changed(tx));
            return true;
        });
        transactions.tenant(TenantId.MSP, tx -> {
            enter(tx, permit, new Target("subject", word.subject().toString(), word.subject().toString()),
                    word.same()
                            ? "an identity was said to be this subject's"
                            : "an identity was said to be another's",
                    Json.object().put("identity", identity.publicId().toString()).put("reason", fit.reason())
                            .build());
            return true;
        });
    }

    private static Principal.Person person(Permit permit) {
        if (permit.principal() instanceof Principal.Person person) {
            return person;
        }
        throw new IllegalArgumentException("who is who is said by people, not by the product");
    }

    private void enter(TenantTx tx, Permit permit, Target target, String message, Json after) {
        ledger.append(tx, Entry.of(Activity.IDENTITY_CORRELATED, permit.principal().actor(), target, Outcome.SUCCESS,
                permit.evaluation(), message).under(permit.authority(), permit.evaluation()).withChange(null, after));
    }
}
