package org.bailiwick.testing;

/** Which of the processes that run tests side by side this one is; what it starts and writes lies in a place of its own. */
final class TestFork {
    private TestFork() {}

    static String number() {
        return System.getProperty("bailiwick.test.fork", "1");
    }
}
