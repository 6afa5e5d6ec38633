package org.bailiwick.evidence.control;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.bailiwick.authority.Permit;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.platform.Transactions;
import org.bailiwick.web.Refusal;
import org.bailiwick.web.RefusedException;
import org.springframework.stereotype.Component;

/**
 * Says of each control whether the tenant's own rows show it kept: asked of the rows each time, so that a row which is
 * gone or grown old is missed at once.
 */
@Component
public final class ControlMap {
    private final Transactions transactions;
    private final ControlCatalogue catalogue;
    private final SignalStore store;

    ControlMap(Transactions transactions, ControlCatalogue catalogue, SignalStore store) {
        this.transactions = transactions;
        this.catalogue = catalogue;
        this.store = store;
    }

    List<ControlStanding> all(Permit permit) {
        return transactions.tenant(permit.tenant(), this::all);
    }

    /** Of all controls, in the order of their frameworks. */
    public List<ControlStanding> all(TenantTx tx) {
        var readings = readings(tx, Set.of(Signal.values()));
        return catalogue.controls().stream().map(control -> standing(control, readings)).toList();
    }

    public List<Framework> frameworks() {
        return catalogue.frameworks();
    }

    /** @throws RefusedException 404 where no such control is mapped */
    ControlStanding one(Permit permit, String framework, String id) {
        var control = catalogue.find(framework, id).orElseThrow(() -> new RefusedException(Refusal.notFound()));
        return standing(control,
                transactions.tenant(permit.tenant(), tx -> readings(tx, Set.copyOf(control.signals()))));
    }

    private Map<Signal, SignalReading> readings(TenantTx tx, Set<Signal> signals) {
        return signals.stream().map(signal -> store.read(tx, signal))
                .collect(Collectors.toMap(SignalReading::signal, Function.identity(), (one, other) -> one,
                        () -> new EnumMap<>(Signal.class)));
    }

    private static ControlStanding standing(Control control, Map<Signal, SignalReading> readings) {
        return new ControlStanding(control, control.signals().stream().map(signal -> {
            var reading = readings.get(signal);
            if (reading == null) {
                throw new IllegalStateException("`%s` was not read".formatted(signal.id()));
            }
            return reading;
        }).toList());
    }
}
