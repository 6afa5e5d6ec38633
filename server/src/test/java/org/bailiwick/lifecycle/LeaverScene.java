package org.bailiwick.lifecycle;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** For each test somebody of the MSP whom no other test knows, in an estate that was read. */
abstract class LeaverScene {
    SampleEstate estate;

    @BeforeEach
    void somebodyLeaves() {
        estate = SharedEstate.next();
    }

    @AfterEach
    void end() {
        estate.close();
    }
}
