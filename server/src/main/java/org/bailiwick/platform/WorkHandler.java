package org.bailiwick.platform;

import java.time.Instant;

/** Does one kind of durable work. It may be called again after a crash at any point and must then find its way. */
public interface WorkHandler {
    String kind();

    Outcome handle(WorkItem item);

    /** Whether a node does this kind one piece at a time: for long work that nobody waits for. */
    default boolean oneAtATime() {
        return false;
    }

    /** What became of the work: finished, or to be looked at again. */
    sealed interface Outcome {
        record Done() implements Outcome {}

        record Again(Instant due) implements Outcome {}

        static Outcome done() {
            return new Done();
        }

        static Outcome again(Instant due) {
            return new Again(due);
        }
    }
}
