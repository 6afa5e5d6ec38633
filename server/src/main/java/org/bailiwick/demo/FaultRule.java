package org.bailiwick.demo;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Where and how often a fault strikes.
 *
 * @param method only requests of this method; empty for all
 * @param path only requests whose path and query contain this text; empty for all
 * @param times how many requests it still strikes
 */
public record FaultRule(Fault fault, String method, String path, AtomicInteger times) {
    private static final String TARGETS_API = "/admin/";

    /** On every request to the admin API, so that signing in still works. */
    public static FaultRule always(Fault fault) {
        return on("", TARGETS_API, fault);
    }

    public static FaultRule on(String method, String path, Fault fault) {
        return new FaultRule(fault, method, path, new AtomicInteger(Integer.MAX_VALUE));
    }

    public FaultRule times(int count) {
        return new FaultRule(fault, method, path, new AtomicInteger(count));
    }

    /** Whether it strikes this request; each yes is counted. */
    boolean strikes(ProxiedRequest request) {
        return fits(request) && times.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
    }

    private boolean fits(ProxiedRequest request) {
        return (method.isEmpty() || method.equals(request.method())) && request.path().contains(path)
                && (!(fault instanceof Fault.LieOnWrites) || !request.method().equals("GET"));
    }
}
