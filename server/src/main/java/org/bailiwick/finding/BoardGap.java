package org.bailiwick.finding;

/**
 * One control gap over all tenants of the board.
 *
 * @param open findings in those tenants of which something is known
 * @param tenants in which something is open
 * @param notCounted tenants of which not everything is known: the sum is a lower bound
 */
public record BoardGap(Rule rule, long open, long tenants, long notCounted) {
    static BoardGap of(Rule rule, BoardSums.Sum sum, int tenants) {
        return new BoardGap(rule, sum.open(), sum.cells(), tenants - sum.complete());
    }

    /** A sum of which something is left out is a lower bound, and of nothing known no number at all. */
    public String text() {
        if (notCounted == 0) {
            return "%,d".formatted(open);
        }
        return open == 0 ? "n/k" : "≥ %,d".formatted(open);
    }

    public String path() {
        return "/all/findings?rule=%s&state=open".formatted(rule.id());
    }
}
