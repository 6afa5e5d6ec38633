package org.bailiwick.signin;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Asks a provider for what it publishes: its endpoints and its keys. Never called inside a transaction. */
@Component
final class ProviderClient {
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final int LARGEST_ANSWER = 1 << 20;

    private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE)
            .followRedirects(HttpClient.Redirect.NEVER).build();

    /** Both as JSON text, checked to be what they claim. */
    record Answer(String metadata, String keySet) {}

    static final class NotAnsweringException extends Exception {
        NotAnsweringException(String message) {
            super(message);
        }
    }

    /** OpenID Connect Discovery 1.0 section 4: the issuer in the answer must be the one that was asked. */
    Answer read(String issuer) throws NotAnsweringException {
        try {
            var metadata = get(issuer.replaceAll("/$", "") + "/.well-known/openid-configuration");
            var parsed = OIDCProviderMetadata.parse(metadata);
            if (!parsed.getIssuer().getValue().equals(issuer)) {
                throw new NotAnsweringException(
                        "it calls itself `%s`; register it by that name".formatted(parsed.getIssuer()));
            }
            var keySet = get(parsed.getJWKSetURI().toString());
            JWKSet.parse(keySet);
            return new Answer(metadata, keySet);
        } catch (ParseException | java.text.ParseException | IllegalArgumentException malformed) {
            throw new NotAnsweringException("its answer is no OpenID configuration; check the issuer's address");
        }
    }

    private String get(String address) throws NotAnsweringException {
        try {
            var response = http.send(HttpRequest.newBuilder(URI.create(address)).timeout(PATIENCE)
                    .header("Accept", "application/json").build(), HttpResponse.BodyHandlers.ofInputStream());
            try (var body = response.body()) {
                if (response.statusCode() != 200) {
                    throw new NotAnsweringException("it answered %d".formatted(response.statusCode()));
                }
                return new String(body.readNBytes(LARGEST_ANSWER), StandardCharsets.UTF_8);
            }
        } catch (IOException failed) {
            throw new NotAnsweringException("no connection; check that it runs and can be reached from here");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new NotAnsweringException("interrupted");
        }
    }
}
