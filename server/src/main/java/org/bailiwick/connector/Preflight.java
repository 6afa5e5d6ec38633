package org.bailiwick.connector;

import java.util.List;

/**
 * What a connection may do, found by trying: declared against actual permissions, and a canary read that would notice a
 * 200 with an empty list.
 */
public sealed interface Preflight {
    /** @param externalKey the system's own immutable id, which is pinned */
    record Ready(String externalKey, List<String> notes) implements Preflight {}

    /** Wrong secret, missing permission, unknown realm: each finding says what to do. */
    record Refused(List<String> findings) implements Preflight {}

    record Unreachable(String reason) implements Preflight {}
}
