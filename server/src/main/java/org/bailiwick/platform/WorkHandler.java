package org.bailiwick.platform;

import java.time.Instant;

/** Does one kind of durable work. It may be called again after a crash at any point and must then find its way. */
public interface WorkHandler {
    String kind();

    Outcome handle(WorkItem item);

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
