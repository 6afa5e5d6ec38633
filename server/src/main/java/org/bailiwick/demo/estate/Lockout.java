package org.bailiwick.demo.estate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How a realm locks accounts out after failed sign-ins. */
record Lockout(boolean on, int failures, int waitSeconds, int mostWaitSeconds) {
    static final Lockout INTENDED = new Lockout(true, 5, 60, 900);
    static final Lockout STRICT = new Lockout(true, 3, 300, 3600);
    static final Lockout LENIENT = new Lockout(true, 10, 60, 600);
    static final Lockout OFF = new Lockout(false, 30, 60, 900);
    static final Lockout MANY_TRIES = new Lockout(true, 30, 60, 900);
    static final Lockout SHORT_WAIT = new Lockout(true, 8, 10, 30);

    /** Rules differ between customers, and each of these is strong enough. */
    static final List<Lockout> STRONG = List.of(INTENDED, STRICT, LENIENT);

    Map<String, Object> settings() {
        var settings = new LinkedHashMap<String, Object>();
        settings.put("bruteForceProtected", on);
        settings.put("permanentLockout", false);
        settings.put("failureFactor", failures);
        settings.put("waitIncrementSeconds", waitSeconds);
        settings.put("maxFailureWaitSeconds", mostWaitSeconds);
        settings.put("minimumQuickLoginWaitSeconds", mostWaitSeconds);
        return settings;
    }

    String told() {
        return on
                ? "locks after %d failures for %d to %d s".formatted(failures, waitSeconds, mostWaitSeconds)
                : "locks nobody out";
    }
}
