package org.bailiwick.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Values of every kind, with awkward texts and numbers, the same ones for the same seed. */
final class RandomJson {
    private static final int[] AWKWARD = {0, '\b', '\n', 0x1f, '"', '\\', '/', 0x7f, 0x80, 0xd7ff, 0xe000, 0xfb33,
        0xfeff,
        0xffff, 0x10000, 0x1f600, 0x10ffff};

    private final Random random;

    RandomJson(Random random) {
        this.random = random;
    }

    Json value() {
        return value(0);
    }

    private Json value(int depth) {
        return switch (random.nextInt(depth < 5 ? 8 : 4)) {
            case 0 -> Json.text(text());
            case 1 -> Json.number(number());
            case 2 -> Json.bool(random.nextBoolean());
            case 3 -> Json.nothing();
            case 4, 5 -> array(depth);
            default -> object(depth);
        };
    }

    private Json array(int depth) {
        List<Json> items = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            items.add(value(depth + 1));
        }
        return Json.array(items);
    }

    private Json object(int depth) {
        ObjectBuilder object = Json.object();
        for (int i = random.nextInt(5); i > 0; i--) {
            object.put(i + text(), value(depth + 1));
        }
        return object.build();
    }

    private String text() {
        var text = new StringBuilder();
        for (int i = random.nextInt(6); i > 0; i--) {
            text.appendCodePoint(
                    random.nextBoolean() ? AWKWARD[random.nextInt(AWKWARD.length)] : 'a' + random.nextInt(26));
        }
        return text.toString();
    }

    private double number() {
        if (random.nextInt(3) == 0) {
            return random.nextInt(2_000) - 1_000;
        }
        double any = Double.longBitsToDouble(random.nextLong());
        return Double.isFinite(any) ? any : Double.MIN_VALUE;
    }
}
