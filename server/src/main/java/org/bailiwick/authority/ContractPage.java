package org.bailiwick.authority;

import java.util.List;
import java.util.stream.Stream;
import org.bailiwick.web.VisibleTenant;
import org.jspecify.annotations.Nullable;

/**
 * The co-management contract as both sides read it: what is in force, what is proposed, and what nobody agreed to yet.
 *
 * @param accepted null where no contract is in force
 * @param proposed null where nothing waits for the tenant owner
 * @param gains what acceptance gives the tenant owner beyond what they hold, in words
 * @param mayPropose whether to show the form; the routes decide again
 * @param problem why nothing was proposed; null before the first try
 */
public record ContractPage(VisibleTenant tenant, @Nullable Contract accepted, @Nullable Contract proposed,
        List<Line> lines, List<String> gains, boolean mayPropose, boolean mayAccept, ContractForm form,
        @Nullable String problem) {
    /**
     * One thing that a contract can say something about; both null where it says nothing.
     *
     * @param unsaid what happens while it says nothing
     */
    public record Line(String what, @Nullable Said inForce, @Nullable Said proposed, String unsaid) {
        public boolean differs() {
            return inForce == null ? proposed != null : !inForce.equals(proposed);
        }
    }

    /** Who decides and who carries out, in words. */
    public record Said(String decides, String execution) {
        static Said of(Contracts.Term term) {
            return new Said(Wording.side(term.decides()), Wording.execution(term.automatic()));
        }
    }

    static List<Line> lines(@Nullable Contract accepted, @Nullable Contract proposed) {
        return ContractForm.capabilities(Stream.of(terms(accepted), terms(proposed)).flatMap(List::stream).toList())
                .stream().map(capability -> new Line(Wording.may(capability), said(accepted, capability),
                        said(proposed, capability), Wording.unsaid(capability)))
                .toList();
    }

    private static List<Contracts.Term> terms(@Nullable Contract contract) {
        return contract == null ? List.of() : contract.terms();
    }

    private static @Nullable Said said(@Nullable Contract contract, String capability) {
        return terms(contract).stream().filter(term -> term.capability().equals(capability)).findFirst()
                .map(Said::of).orElse(null);
    }

    public String path() {
        return "/t/" + tenant.shortName() + "/contract";
    }

    /** What is in force, line by line. */
    public List<Line> inForce() {
        return lines.stream().filter(line -> line.inForce() != null).toList();
    }

    /** What no accepted contract says anything about. */
    public List<Line> unsaid() {
        return lines.stream().filter(line -> line.inForce() == null).toList();
    }

    /** The version that a proposal made now would get. */
    public int next() {
        return Stream.of(accepted, proposed).mapToInt(each -> each == null ? 0 : each.version()).max().orElse(0) + 1;
    }
}
