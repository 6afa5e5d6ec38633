package org.bailiwick.bwk;

import java.util.Optional;
import java.util.OptionalLong;
import org.bailiwick.proof.Excerpt;
import org.bailiwick.proof.Json;
import org.jspecify.annotations.Nullable;

/**
 * How far a pack is, as the server tells it.
 *
 * @param words what is being done, for people
 * @param file null before it is ready
 */
record PackStatus(String id, String state, String words, @Nullable File file) {
    private static final int LONGEST_WORDS = 400;

    /** @param sha256 in lower-case hexadecimal digits */
    record File(long size, String sha256) {}

    static PackStatus of(Json json) {
        String id = text(json, "id");
        String state = text(json, "state");
        if (!id.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")) {
            throw notOurs("`" + Excerpt.of(id) + "` is no id of a pack");
        }
        return new PackStatus(id, state, words(json, state), file(json, state));
    }

    boolean underWay() {
        return state.equals("requested") || state.equals("running");
    }

    private static String words(Json json, String state) {
        Optional<String> problem = json.textAt("problem");
        if (problem.isPresent()) {
            return Excerpt.of(state + ": " + problem.get(), LONGEST_WORDS);
        }
        String step = Excerpt.of(json.textAt("progress", "step").orElse("is " + state), LONGEST_WORDS);
        OptionalLong total = number(json, "progress", "total");
        OptionalLong done = number(json, "progress", "done");
        return total.isPresent() && done.isPresent()
                ? "it %s, %,d of %,d entries".formatted(step, done.getAsLong(), total.getAsLong())
                : "it " + step;
    }

    private static @Nullable File file(Json json, String state) {
        if (!state.equals("ready")) {
            return null;
        }
        long size = number(json, "file", "size").orElseThrow(() -> notOurs("a ready pack has no size"));
        return new File(size, json.textAt("file", "sha256").orElseThrow(() -> notOurs("a ready pack has no SHA-256")));
    }

    private static String text(Json json, String name) {
        return json.textAt(name).orElseThrow(() -> notOurs("`" + name + "` is missing in it"));
    }

    private static OptionalLong number(Json json, String... path) {
        return json.at(path).orElse(Json.nothing()) instanceof Json.Num number && number.value() >= 0
                && number.value() == Math.rint(number.value())
                        ? OptionalLong.of((long) number.value())
                        : OptionalLong.empty();
    }

    static RefusedException notOurs(String why) {
        return new RefusedException(ExitCode.FAILED,
                "the answer is not that of a Bailiwick server, " + why + ": check `--server`");
    }
}
