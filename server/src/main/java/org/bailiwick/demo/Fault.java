package org.bailiwick.demo;

import java.time.Duration;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;

/** What can go wrong between the product and a system, one of each kind that really happens. */
public sealed interface Fault {
    /** A write gets this status and never reaches the system. */
    record LieOnWrites(int status) implements Fault {}

    /** A list is answered as 200 and empty, as an under-privileged token gets it. */
    record EmptyLists() implements Fault {}

    /** The answer ends in the middle. */
    record HalfBody() implements Fault {}

    /** The connection is reset before anything is forwarded. */
    record Reset() implements Fault {}

    /** The request reaches the system, its answer is lost. */
    record DropAfterForward() implements Fault {}

    /** The status instead of an answer, nothing is forwarded. */
    record Status(int status, OptionalInt retryAfterSeconds) implements Fault {}

    /** The answer comes late. */
    record Latency(Duration delay) implements Fault {}

    /** The body is changed on its way back; only for tests in Java. */
    record Rewritten(UnaryOperator<String> change) implements Fault {}
}
