package org.bailiwick.evidence.control;

import java.util.List;

/**
 * A control of a published framework and what would show it.
 *
 * @param formerly ids under which older guidance cites it
 * @param signals none where nothing that this product reads shows it
 */
public record Control(String framework, String id, String title, List<String> formerly, List<Signal> signals) {
    public Control {
        formerly = List.copyOf(formerly);
        signals = List.copyOf(signals);
    }
}
