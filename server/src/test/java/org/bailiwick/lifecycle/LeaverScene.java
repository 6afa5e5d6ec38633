package org.bailiwick.lifecycle;

import java.util.Map;
import org.bailiwick.testing.TestRealm;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** For each test somebody of the MSP whom no other test knows, in the four realms that all such tests share. */
abstract class LeaverScene {
    private static Map<String, TestRealm> realms = Map.of();
    private static int leavers;

    SampleEstate estate;

    @BeforeAll
    static void fourRealms() {
        if (realms.isEmpty()) {
            realms = SampleEstate.realms();
        }
    }

    @BeforeEach
    void somebodyLeaves() {
        estate = new SampleEstate(realms, "leaver" + ++leavers);
    }

    @AfterEach
    void end() {
        estate.close();
    }
}
