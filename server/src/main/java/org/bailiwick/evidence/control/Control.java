package org.bailiwick.evidence.control;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A control of a published framework and what would show it.
 *
 * @param formerly ids under which older guidance cites it
 * @param signals none where nothing that this product reads shows it
 * @param unseen what would have to be read to know that it is kept, and is not; null where the signals show all of it
 */
public record Control(String framework, String id, String title, List<String> formerly, List<Signal> signals,
        @Nullable String unseen) {
    // INVARIANT: a control of which a part is not read is broken or not known, never covered.
    public Control {
        if (signals.isEmpty() && unseen == null) {
            throw new IllegalArgumentException(
                    "nothing shows `%s %s`, and it does not say why".formatted(framework, id));
        }
        formerly = List.copyOf(formerly);
        signals = List.copyOf(signals);
    }
}
