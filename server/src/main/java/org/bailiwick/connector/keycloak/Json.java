package org.bailiwick.connector.keycloak;

import java.io.InputStream;
import org.bailiwick.connector.keycloak.CallFailedException.Unreadable;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads answers as a stream, one object at a time. Only declared fields are kept, so that the client secrets which
 * Keycloak puts into its answers are never held.
 */
final class Json {
    private static final int LONGEST_STRING = 16 * 1024 * 1024;
    private static final int DEEPEST = 100;

    private final JsonMapper mapper;

    Json(Limits limits) {
        mapper = JsonMapper
                .builder(
                        JsonFactory.builder().disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
                                .streamReadConstraints(StreamReadConstraints.builder()
                                        .maxDocumentLength(limits.largestAnswer()).maxStringLength(LONGEST_STRING)
                                        .maxNestingDepth(DEEPEST).build())
                                .build())
                .build();
    }

    /** What to do with each object of a list. */
    interface Each<T> {
        void take(T object) throws CallFailedException;
    }

    <T> T object(InputStream in, Class<T> type) throws CallFailedException {
        T value = mapper.readValue(in, type);
        if (value == null) {
            throw unreadable("the answer is empty");
        }
        return value;
    }

    JsonNode tree(InputStream in) {
        return mapper.readTree(in);
    }

    /** @return how many objects the list held */
    <T> int list(InputStream in, Class<T> type, Each<T> each) throws CallFailedException {
        // What follows an object in a list is the next one.
        var reader = mapper.readerFor(type).without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
        var count = 0;
        try (JsonParser parser = mapper.createParser(in)) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                throw unreadable("a list was expected");
            }
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                if (parser.currentToken() != JsonToken.START_OBJECT) {
                    throw unreadable("a list of objects was expected");
                }
                T value = reader.readValue(parser);
                each.take(value);
                count++;
            }
        }
        return count;
    }

    String write(Object value) {
        return mapper.writeValueAsString(value);
    }

    /** A field without which the object means nothing. */
    static String need(@Nullable String value, String field) throws CallFailedException {
        if (value == null || value.isEmpty()) {
            throw unreadable("an object has no `%s`".formatted(field));
        }
        return value;
    }

    private static CallFailedException unreadable(String what) {
        return new CallFailedException(
                new Unreadable(what + ": check that the address is that of a Keycloak and not of something before it"));
    }
}
