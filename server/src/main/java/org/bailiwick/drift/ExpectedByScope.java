package org.bailiwick.drift;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.bailiwick.drift.ComparisonStore.Given;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.register.Expectation;
import org.bailiwick.register.ExpectedAccess;
import org.bailiwick.register.GrantView;
import org.bailiwick.register.Register;
import org.bailiwick.template.ExpectedScopes;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Compares single grants with the expected scope in force, for the pages that show them. */
@Component
final class ExpectedByScope implements ExpectedAccess {
    private final ExpectedScopes scopes;
    private final Register register;
    private final ComparisonStore store;

    ExpectedByScope(ExpectedScopes scopes, Register register, ComparisonStore store) {
        this.scopes = scopes;
        this.register = register;
        this.store = store;
    }

    @Override
    public Map<Long, Expectation> of(TenantTx tx, List<GrantView> grants) {
        var effective = grants.stream().filter(GrantView::effective).map(GrantView::id).toList();
        var ground = Ground.of(tx, scopes, register);
        var given = ground.scope()
                .map(scope -> store.given(tx, scope.id(), effective).stream()
                        .collect(Collectors.toMap(Given::grant, Given::functions)))
                .orElse(Map.of());
        var said = new HashMap<Long, Expectation>();
        effective.forEach(grant -> said.put(grant, expectation(ground, given.get(grant))));
        return said;
    }

    /** @param functions that give the grant; null where none does */
    private static Expectation expectation(Ground ground,
            @Nullable List<String> functions) {
        if (ground.scope().isEmpty()) {
            return new Expectation(Expectation.Word.NOT_KNOWN, Ground.NO_SCOPE);
        }
        var version = ground.scope().get().version();
        if (functions != null) {
            return new Expectation(Expectation.Word.EXPECTED,
                    "given by %s in version %d".formatted(Say.functions(functions), version));
        }
        var why = ground.why();
        return ground.containmentsKnown() || why == null
                ? new Expectation(Expectation.Word.BEYOND, "no function of the account gives it in version %d"
                        .formatted(version))
                : new Expectation(Expectation.Word.NOT_KNOWN, why);
    }
}
