package org.bailiwick.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** Does the same for many tenants, some at a time: a small Keycloak makes few realms at once. */
final class Together {
    private static final int AT_ONCE = 4;

    private Together() {}

    /** @return in the order of the things */
    static <T, R> List<R> all(List<T> things, Function<T, R> each) {
        try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
            var work = things.stream().<Callable<R>>map(thing -> () -> each.apply(thing)).toList();
            var results = new ArrayList<R>();
            for (var done : threads.invokeAll(work)) {
                results.add(done.get());
            }
            return results;
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException cause
                    ? cause
                    : new DemoException("a tenant could not be set up", failed);
        } catch (InterruptedException interrupted) {
            throw new DemoException("interrupted", interrupted);
        }
    }
}
