package org.bailiwick.change;

/** Another claim, or an operator, has taken the change since; whoever gets this must not write. */
final class FencedOffException extends RuntimeException {
    FencedOffException(ChangeOrder order) {
        super("change %s was taken up elsewhere since".formatted(order.publicId()));
    }
}
