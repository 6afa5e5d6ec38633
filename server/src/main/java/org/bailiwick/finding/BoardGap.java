package org.bailiwick.finding;

import java.util.Optional;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * One control gap over all tenants of the board.
 *
 * @param open findings in those tenants of which something is known
 * @param ending decided to be revoked, and no reading has shown them gone
 * @param tenants in which something is open
 * @param endingTenants in which something is ending
 * @param notCounted tenants of which not everything is known: the sum is a lower bound
 */
public record BoardGap(Rule rule, long open, long ending, long tenants, long endingTenants,
        long notCounted) {
    static BoardGap of(Rule rule, BoardSums.Sum sum, int tenants) {
        return new BoardGap(rule, sum.open(), sum.ending(), sum.openCells(), sum.endingCells(),
                tenants - sum.complete());
    }

    /** A sum of which something is left out is a lower bound, and of nothing known no number at all. */
    public String text() {
        if (notCounted == 0) {
            return "%,d".formatted(open);
        }
        return open == 0 ? "n/k" : "≥ %,d".formatted(open);
    }

    /** @param search as it was typed, which narrows the sums too */
    public String path(String search) {
        return UriComponentsBuilder.fromPath("/all/findings").queryParam("rule", rule.id())
                .queryParam("state", ending == 0 ? "open" : "unfinished")
                .queryParamIfPresent("q", Optional.of(search).filter(text -> !text.isEmpty())).encode().build()
                .toUriString();
    }
}
