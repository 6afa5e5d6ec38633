package org.bailiwick.platform;

import java.util.function.Function;

/**
 * What a use case answers: the value, or the expected refusal, which is a value too. Bugs and lost connections throw.
 *
 * @param <T> the value
 * @param <P> the module's sealed problem
 */
public sealed interface Result<T, P> {
    record Ok<T, P>(T value) implements Result<T, P> {}

    record No<T, P>(P problem) implements Result<T, P> {}

    static <T, P> Result<T, P> ok(T value) {
        return new Ok<>(value);
    }

    static <T, P> Result<T, P> no(P problem) {
        return new No<>(problem);
    }

    /** The value, or the refusal thrown as what the caller makes of it. */
    default T orThrow(Function<P, ? extends RuntimeException> refusal) {
        return switch (this) {
            case Ok<T, P>(var value) -> value;
            case No<T, P>(var problem) -> throw refusal.apply(problem);
        };
    }
}
