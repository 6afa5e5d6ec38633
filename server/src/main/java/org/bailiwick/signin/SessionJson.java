package org.bailiwick.signin;

import java.util.Map;
import org.springframework.core.convert.support.GenericConversionService;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Session attributes as JSON of the few kinds named here. Anything else is a bug and refused: a serialised framework
 * object in the database would be code waiting to run.
 */
final class SessionJson extends GenericConversionService {
    private static final Map<String, Class<?>> KINDS = Map.of("text", String.class, "signed in", SignedIn.class,
            "pending sign-in", PendingSignIn.class);

    private final JsonMapper json = JsonMapper.builder().build();

    SessionJson() {
        addConverter(Object.class, byte[].class, this::write);
        addConverter(byte[].class, Object.class, this::read);
    }

    private byte[] write(Object value) {
        var kind = KINDS.entrySet().stream().filter(each -> each.getValue().equals(value.getClass())).findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "a session does not keep a `%s`".formatted(value.getClass().getName())));
        var envelope = JsonNodeFactory.instance.objectNode();
        envelope.put("kind", kind.getKey());
        envelope.set("value", json.valueToTree(value));
        return json.writeValueAsBytes(envelope);
    }

    private Object read(byte[] bytes) {
        JsonNode envelope = json.readTree(bytes);
        var kind = KINDS.get(envelope.path("kind").asString(""));
        if (kind == null) {
            throw new IllegalArgumentException("a session attribute is of no known kind");
        }
        return json.treeToValue(envelope.path("value"), kind);
    }
}
