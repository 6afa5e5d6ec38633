package org.bailiwick.finding;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.register.Basis;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Keeps a tenant's findings true to what rules say: opens what is new, closes what is gone from a complete reading,
 * reopens what returns. What did not change is not written, and every change has its entry in the tenant's record.
 */
@Component
public final class Findings {
    private final FindingStore store;
    private final FindingProgress progress;
    private final SummaryStore summaries;
    private final Traits traits;

    Findings(FindingStore store, FindingProgress progress, SummaryStore summaries, Traits traits) {
        this.store = store;
        this.progress = progress;
        this.summaries = summaries;
        this.traits = traits;
    }

    /**
     * What a rule found.
     *
     * @param key stable identity of the fact inside tenant and rule, for example {@code grant/17}
     * @param reasons sentences, each with its fact; they say dates, not ages, so that they stay the same
     * @param detailJson what machines read of it
     */
    public record Fact(String key, Severity severity, SubjectRef subject, String title, List<String> reasons,
            @Nullable String detailJson) {
        public Fact {
            reasons = List.copyOf(reasons);
            if (reasons.isEmpty()) {
                throw new IllegalArgumentException("a finding has a reason");
            }
        }
    }

    /** @param id inside id of the row */
    public record SubjectRef(SubjectKind kind, long id) {}

    /**
     * All that a rule says about one tenant.
     *
     * @param known whether absence means something: nothing of the rule is closed otherwise
     * @param notKnown how many subjects could not be judged
     * @param why in words for an operator; there whenever something is not known
     * @param asOf the age of what was judged
     * @param unjudged keys of subjects that could not be judged: their findings stay as they are
     */
    public record Judgement(String rule, boolean known, long notKnown, @Nullable String why, Instant asOf,
            List<Fact> facts, Set<String> unjudged) {
        public Judgement {
            facts = List.copyOf(facts);
            unjudged = Set.copyOf(unjudged);
            if (why == null && (!known || notKnown > 0)) {
                throw new IllegalArgumentException("`%s` does not say why it does not know".formatted(rule));
            }
        }

        public Judgement(String rule, boolean known, long notKnown, @Nullable String why, Instant asOf,
                List<Fact> facts) {
            this(rule, known, notKnown, why, asOf, facts, Set.of());
        }
    }

    /** How many findings were written. */
    public record Changed(int opened, int reopened, int altered, int closed) {
        public static final Changed NOTHING = new Changed(0, 0, 0, 0);
    }

    /**
     * Those that were last asked on the same basis, and of whose findings none waits for a reading to show it gone: asked
     * again they would say the same.
     *
     * @param bases by rule
     */
    Map<String, Basis> same(TenantTx tx, Map<String, Basis> bases) {
        var same = new HashMap<>(bases);
        same.keySet().retainAll(bases.isEmpty() ? Set.of() : summaries.same(tx, bases));
        return same;
    }

    /** What these rules would have said again holds as of the newer reading. */
    void renew(TenantTx tx, Map<String, Basis> same) {
        if (!same.isEmpty()) {
            summaries.lock(tx);
            summaries.renew(tx, same);
        }
    }

    public Changed reconcile(TenantTx tx, Judgement said) {
        return reconcile(tx, said, Optional.empty());
    }

    /** @param basis of what was said; empty where the rule is to be asked again in any case */
    Changed reconcile(TenantTx tx, Judgement said, Optional<Basis> basis) {
        summaries.lock(tx);
        var rule = Rule.of(said.rule());
        var judgement = lastKnown(tx, said);
        var steps = new ArrayList<>(Reconciliation.steps(judgement, store.known(tx, rule)));
        steps.forEach(step -> progress.take(tx, rule, step));
        summaries.put(tx, judgement, basis);
        traits.judged(tx, rule);
        return changed(steps);
    }

    /** What a rule says of a system that was disconnected it says of the past: such findings stay as they are. */
    private Judgement lastKnown(TenantTx tx, Judgement said) {
        if (!store.anyDisconnected(tx)) {
            return said;
        }
        var past = said.facts().stream().filter(fact -> store.disconnected(tx, fact.subject())).toList();
        if (past.isEmpty()) {
            return said;
        }
        var unjudged = new HashSet<>(said.unjudged());
        past.forEach(fact -> unjudged.add(fact.key()));
        return new Judgement(said.rule(), said.known(), said.notKnown() + past.size(),
                said.why() == null ? "a system was disconnected; what it showed is not known any longer" : said.why(),
                said.asOf(), said.facts().stream().filter(fact -> !past.contains(fact)).toList(), unjudged);
    }

    private static Changed changed(List<Reconciliation.Step> steps) {
        int opened = 0;
        int reopened = 0;
        int altered = 0;
        int closed = 0;
        for (var step : steps) {
            switch (step) {
                case Reconciliation.Open open -> opened++;
                case Reconciliation.Reopen reopen -> reopened++;
                case Reconciliation.Alter alter -> altered++;
                case Reconciliation.Close close -> closed++;
            }
        }
        return new Changed(opened, reopened, altered, closed);
    }
}
