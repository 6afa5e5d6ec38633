package org.bailiwick.demo.estate;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToIntFunction;

/** Chance that falls the same way for the same seed. */
final class Dice {
    private final SplittableRandom random;

    Dice(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** @return from {@code least} to {@code most}, both included */
    int between(int least, int most) {
        return random.nextInt(least, most + 1);
    }

    boolean oneIn(int times) {
        return random.nextInt(times) == 0;
    }

    <T> T oneOf(List<T> things) {
        return things.get(random.nextInt(things.size()));
    }

    <T> T oneOf(List<T> things, ToIntFunction<T> weight) {
        int left = random.nextInt(things.stream().mapToInt(weight).sum());
        for (var thing : things) {
            left -= weight.applyAsInt(thing);
            if (left < 0) {
                return thing;
            }
        }
        throw new IllegalStateException("the weights changed while they were added up");
    }

    <T> List<T> some(List<T> things, int number) {
        return shuffled(things).subList(0, Math.min(number, things.size()));
    }

    <T> List<T> shuffled(List<T> things) {
        var left = new ArrayList<>(things);
        var drawn = new ArrayList<T>();
        while (!left.isEmpty()) {
            drawn.add(left.remove(random.nextInt(left.size())));
        }
        return drawn;
    }
}
