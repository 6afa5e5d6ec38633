package org.bailiwick.drift;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.bailiwick.catalogue.IntendedLockout;
import org.bailiwick.drift.LockoutSettingsStore.SettingsOf;
import org.bailiwick.finding.Findings.Fact;
import org.bailiwick.finding.Findings.Judgement;
import org.bailiwick.finding.Findings.SubjectRef;
import org.bailiwick.finding.Judge;
import org.bailiwick.finding.Rule;
import org.bailiwick.finding.Severity;
import org.bailiwick.finding.SubjectKind;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.proof.CanonicalJson;
import org.bailiwick.proof.Json;
import org.bailiwick.register.Basis;
import org.bailiwick.register.Register;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Lockout that is off, or weaker than the intended rule; one finding a system, with each deviation as a reason. */
@Component
final class WeakLockout implements Judge {
    private final LockoutSettingsStore store;
    private final IntendedLockout intended;
    private final Register register;

    WeakLockout(LockoutSettingsStore store, IntendedLockout intended, Register register) {
        this.register = register;
        this.store = store;
        this.intended = intended;
    }

    @Override
    public String rule() {
        return Rule.LOCKOUT_WEAK.id();
    }

    @Override
    public Optional<Basis> basis(TenantTx tx) {
        return register.basisOfSettings(tx);
    }

    @Override
    public Judgement judge(TenantTx tx) {
        var systems = store.settings(tx);
        if (systems.isEmpty()) {
            return new Judgement(rule(), false, 1, "no system is connected; connect one", tx.now(), List.of());
        }
        var facts = new ArrayList<Fact>();
        var unjudged = new HashSet<String>();
        String why = null;
        for (var system : systems) {
            var reason = judge(system, facts);
            if (reason != null) {
                unjudged.add(key(system));
                why = "%s: %s".formatted(system.name(), reason);
            }
        }
        var asOf = systems.stream().map(SettingsOf::readAt).filter(Objects::nonNull).min(Instant::compareTo)
                .orElse(tx.now());
        return new Judgement(rule(), unjudged.size() < systems.size(), unjudged.size(), why, asOf, facts, unjudged);
    }

    /** @return why the system could not be judged wholly; null where it was */
    private @Nullable String judge(SettingsOf system, List<Fact> facts) {
        if (system.readAt() == null || !system.whole()) {
            return "its settings were not read completely; have the system read again";
        }
        var verdict = intended.judge(system.system(), system.settings());
        if (verdict.isEmpty()) {
            return "nobody has said how lockout should be set in `%s`".formatted(system.system());
        }
        if (!verdict.get().deviations().isEmpty()) {
            facts.add(fact(system, verdict.get()));
            return null;
        }
        return verdict.get().missing().isEmpty()
                ? null
                : "the system does not tell `%s`".formatted(String.join("`, `", verdict.get().missing()));
    }

    private static Fact fact(SettingsOf system, IntendedLockout.Verdict verdict) {
        var reasons = verdict.deviations().stream()
                .map(deviation -> "%s (%s)".formatted(deviation.reason(), deviation.source())).toList();
        return new Fact(key(system), verdict.off() ? Severity.HIGH : Severity.MODERATE,
                new SubjectRef(SubjectKind.CONNECTION, system.connection()), "lockout of %s is %s"
                        .formatted(system.name(), verdict.off() ? "off" : "weaker than intended"),
                reasons, detail(verdict));
    }

    private static String detail(IntendedLockout.Verdict verdict) {
        var weak = verdict.deviations().stream().map(deviation -> Json.text(deviation.setting())).toList();
        return new String(CanonicalJson.bytes(Json.object().put("off", verdict.off())
                .put("weak", Json.array(weak)).build()), StandardCharsets.UTF_8);
    }

    private static String key(SettingsOf system) {
        return "connection/" + system.connection();
    }
}
