package org.bailiwick.connector;

/** Takes what a connector observes, in any order; each kind ends with its completeness. */
public interface ObservationSink {
    void observed(Observed object);

    void ended(Completeness kind);
}
