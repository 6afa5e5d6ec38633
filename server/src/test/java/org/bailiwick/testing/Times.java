package org.bailiwick.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

/** How long something took: several times one after the other, or many things by several sessions. */
public record Times(List<Double> milliseconds) {
    private static final double NANOS = 1e6;

    public Times {
        milliseconds = milliseconds.stream().sorted().toList();
    }

    /** One thing that is measured. */
    public interface Step {
        void take() throws Exception;
    }

    /** One thing of many, done to each. */
    public interface StepOf<T> {
        void take(T one) throws Exception;
    }

    public static Times of(int rounds, Step step) throws Exception {
        var times = new ArrayList<Double>();
        for (int round = 0; round < rounds; round++) {
            long began = System.nanoTime();
            step.take();
            times.add((System.nanoTime() - began) / NANOS);
        }
        return new Times(times);
    }

    /** @return seconds until all were done */
    public static <T> double seconds(int sessions, List<T> all, StepOf<T> step) throws Exception {
        long began = System.nanoTime();
        try (var threads = Executors.newFixedThreadPool(sessions)) {
            var tasks = all.stream().<Callable<Boolean>>map(one -> () -> {
                step.take(one);
                return true;
            }).toList();
            for (var done : threads.invokeAll(tasks)) {
                done.get();
            }
        }
        return (System.nanoTime() - began) / NANOS / 1_000;
    }

    public double best() {
        return milliseconds.getFirst();
    }

    public double median() {
        return at(0.5);
    }

    public double p95() {
        return at(0.95);
    }

    private double at(double part) {
        return milliseconds.get((int) Math.ceil(part * milliseconds.size()) - 1);
    }

    @Override
    public String toString() {
        return "median %.1f ms, best %.1f, p95 %.1f of %d".formatted(median(), best(), p95(), milliseconds.size());
    }
}
