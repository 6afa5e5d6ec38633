package org.bailiwick.connector.keycloak;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** One part of a path: a role may be called {@code a/b?c}, and is still one part. */
final class Segment {
    private Segment() {}

    static String of(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
