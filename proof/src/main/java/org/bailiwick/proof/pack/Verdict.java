package org.bailiwick.proof.pack;

import java.util.List;
import java.util.Optional;

/**
 * What a verifier found, in words for an auditor.
 *
 * @param checked what holds, in the order in which it was checked; with a fault, what held before it
 * @param remarks what the reader must know to judge it: what was not proven, and whose keys were believed
 * @param fault the first thing that is wrong; empty if the pack is what it claims to be
 */
public record Verdict(List<String> checked, List<String> remarks, Optional<Fault> fault) {
    public Verdict {
        checked = List.copyOf(checked);
        remarks = List.copyOf(remarks);
    }

    public boolean holds() {
        return fault.isEmpty();
    }
}
