package org.bailiwick.proof;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A JSON value that can be put on record: immutable, and checked when it is made, so that everything that exists has a
 * canonical form (RFC 8785) and means the same to every reader (I-JSON, RFC 7493).
 * An object keeps the order in which its members were put; two objects with the same members are equal in any order.
 */
public sealed interface Json {
    /** Deeper values are neither read nor written: whoever checks the record must not run out of stack. */
    int MAX_DEPTH = 64;

    /** The integers that every JSON reader holds exactly are those up to 2^53 - 1 (RFC 7493 section 2.2). */
    long MAX_INTEGER = (1L << 53) - 1;

    record Obj(Map<String, Json> members) implements Json {
        public Obj {
            members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
            members.forEach((name, value) -> {
                WellFormed.check(name);
                Objects.requireNonNull(value);
            });
        }
    }

    record Arr(List<Json> items) implements Json {
        public Arr {
            items = List.copyOf(items);
        }
    }

    record Text(String value) implements Json {
        public Text {
            WellFormed.check(value);
        }
    }

    record Num(double value) implements Json {
        public Num {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("a JSON number is finite, got `" + value + "`");
            }
            // Minus zero and zero are written alike, so they must be equal here too.
            value = value == 0 ? 0 : value;
        }
    }

    record Bool(boolean value) implements Json {}

    record Null() implements Json {}

    /** Starts an object; the builder refuses a name that was already put. */
    static ObjectBuilder object() {
        return new ObjectBuilder();
    }

    static Arr array(List<? extends Json> items) {
        return new Arr(List.copyOf(items));
    }

    static Arr array(Json... items) {
        return new Arr(Arrays.asList(items));
    }

    static Text text(String value) {
        return new Text(value);
    }

    /** Refuses integers that not every reader holds exactly; write those as text. */
    static Num number(long value) {
        if (value > MAX_INTEGER || value < -MAX_INTEGER) {
            throw new IllegalArgumentException("integer `" + value + "` is beyond 2^53 - 1, write it as text");
        }
        return new Num(value);
    }

    static Num number(double value) {
        return new Num(value);
    }

    static Bool bool(boolean value) {
        return new Bool(value);
    }

    static Null nothing() {
        return new Null();
    }

    /**
     * Reads exactly one value: RFC 8259 without leniency, in valid UTF-8 without a byte order mark, no name twice.
     *
     * @throws MalformedJsonException naming the byte at which the input stops being JSON
     */
    static Json parse(byte[] utf8) {
        return new JsonParser(utf8).parse();
    }

    /** The value under these names, one object inside the other; empty where a name or an object is missing. */
    default Optional<Json> at(String... names) {
        Json found = this;
        for (String name : names) {
            if (!(found instanceof Obj object) || !object.members().containsKey(name)) {
                return Optional.empty();
            }
            found = object.members().get(name);
        }
        return Optional.of(found);
    }

    /** As {@link #at}, for a text; empty where the value there is something else. */
    default Optional<String> textAt(String... names) {
        return at(names).flatMap(found -> found instanceof Text text ? Optional.of(text.value()) : Optional.empty());
    }
}
