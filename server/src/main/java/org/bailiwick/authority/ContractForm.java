package org.bailiwick.authority;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.bailiwick.authority.Contracts.Proposal;
import org.bailiwick.authority.Contracts.Term;

/** What somebody of the MSP writes into a proposal, and what stands there before they begin. */
public record ContractForm(String evidenceAccess, String escalationPath, List<Choice> choices) {
    private static final String DECIDES = "decides-";
    private static final String EXECUTION = "execution-";

    /**
     * About one capability.
     *
     * @param decides empty where the contract is to say nothing
     * @param fresh whether neither the contract in force nor the proposal says anything about it
     */
    public record Choice(String capability, String what, String decides, boolean automatic, boolean fresh) {}

    /** Begins with what was said last; of what nobody spoke about yet, with what is usual. */
    static ContractForm of(Contracts.Standing standing) {
        var last = standing.proposed().or(standing::accepted);
        var said = last.map(Contract::terms).orElse(List.of());
        var either = Stream.of(standing.accepted(), standing.proposed()).flatMap(Optional::stream)
                .flatMap(contract -> contract.terms().stream()).toList();
        return new ContractForm(last.map(Contract::evidenceAccess).orElse(""),
                last.map(Contract::escalationPath).orElse(""),
                capabilities(either).stream().map(capability -> choice(capability, said, either)).toList());
    }

    private static Choice choice(String capability, List<Term> said, List<Term> everSaid) {
        boolean fresh = find(everSaid, capability).isEmpty();
        var shown = fresh ? find(Proposal.USUAL_TERMS, capability) : find(said, capability);
        return new Choice(capability, Wording.may(capability), shown.map(Term::decides).orElse(""),
                shown.filter(Term::automatic).isPresent(), fresh);
    }

    /** What was typed, as the browser sent it. */
    static ContractForm typed(Map<String, String> fields, ContractForm before) {
        return new ContractForm(fields.getOrDefault("evidenceAccess", "").strip(),
                fields.getOrDefault("escalationPath", "").strip(),
                before.choices().stream().map(choice -> new Choice(choice.capability(), choice.what(),
                        fields.getOrDefault(DECIDES + choice.capability(), ""),
                        "automatic".equals(fields.get(EXECUTION + choice.capability())), choice.fresh())).toList());
    }

    Proposal proposal() {
        return new Proposal(evidenceAccess, escalationPath,
                choices.stream().filter(choice -> !choice.decides().isEmpty())
                        .map(choice -> new Term(choice.capability(), choice.decides(), choice.automatic())).toList());
    }

    /** Those that a contract can say something about: the usual ones first, then what these terms name beyond them. */
    static List<String> capabilities(List<Term> terms) {
        return List.copyOf(Stream.concat(Proposal.USUAL_TERMS.stream(), terms.stream()).map(Term::capability)
                .collect(LinkedHashSet::new, LinkedHashSet::add, LinkedHashSet::addAll));
    }

    private static Optional<Term> find(List<Term> terms, String capability) {
        return terms.stream().filter(term -> term.capability().equals(capability)).findFirst();
    }
}
