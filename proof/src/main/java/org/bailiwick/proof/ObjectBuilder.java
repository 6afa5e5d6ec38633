package org.bailiwick.proof;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds one JSON object member by member. A name put twice is a bug of the caller and refused at once. */
public final class ObjectBuilder {
    private final Map<String, Json> members = new LinkedHashMap<>();

    ObjectBuilder() {}

    public ObjectBuilder put(String name, Json value) {
        if (members.putIfAbsent(name, value) != null) {
            throw new IllegalArgumentException("member `" + name + "` was already put");
        }
        return this;
    }

    public ObjectBuilder put(String name, String value) {
        return put(name, Json.text(value));
    }

    /** Integers up to 2^53 - 1 in size; larger ones are refused and belong into a text. */
    public ObjectBuilder put(String name, long value) {
        return put(name, Json.number(value));
    }

    public ObjectBuilder put(String name, boolean value) {
        return put(name, Json.bool(value));
    }

    /** Leaves the member out where there is no value: absent and null are different statements on record. */
    public ObjectBuilder putIfPresent(String name, @Nullable Json value) {
        return value == null ? this : put(name, value);
    }

    public ObjectBuilder putIfPresent(String name, @Nullable String value) {
        return value == null ? this : put(name, value);
    }

    public Json.Obj build() {
        return new Json.Obj(members);
    }
}
