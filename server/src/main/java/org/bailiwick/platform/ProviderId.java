package org.bailiwick.platform;

/** An identity provider that people sign in with. The person key is (provider id, subject), never the issuer. */
public record ProviderId(long value) {
    public ProviderId {
        if (value < 1) {
            throw new IllegalArgumentException("a provider id is positive, not `%d`".formatted(value));
        }
    }
}
