package org.bailiwick.demo;

import org.jspecify.annotations.Nullable;

/** The demo could not be set up; the message says at which step. */
final class DemoException extends RuntimeException {
    DemoException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
