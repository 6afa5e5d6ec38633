package org.bailiwick.bwk;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The time of whoever waits. */
interface Patience {
    Instant now();

    void pause(Duration time) throws InterruptedException;

    static Patience ofPeople() {
        return new Patience() {
            @Override
            public Instant now() {
                return InstantSource.system().instant();
            }

            @Override
            public void pause(Duration time) throws InterruptedException {
                Thread.sleep(time);
            }
        };
    }
}
