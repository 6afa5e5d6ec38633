package org.bailiwick.signin;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** An OpenID provider of the test's own: publishes real keys, signs what the test wants, and can fall silent. */
public final class FakeProvider implements AutoCloseable {
    public static final String CLIENT = "bailiwick-portal";
    public static final String SECRET = "client-secret-of-the-test";

    private final AtomicInteger keyReads = new AtomicInteger();
    private final Map<String, String> tokensByCode = new HashMap<>();
    private final Map<String, String> challenges = new HashMap<>();
    private final int port;
    private HttpServer http;
    private RSAKey key;

    public FakeProvider() {
        this(key());
    }

    private FakeProvider(RSAKey key) {
        this.key = key;
        http = listen(0);
        port = http.getAddress().getPort();
    }

    /** For tests that are not about keys: making one takes longer than most of them. */
    public static FakeProvider withUsualKey() {
        return new FakeProvider(Usual.KEY);
    }

    private static final class Usual {
        static final RSAKey KEY = key();
    }

    public String issuer() {
        return "http://127.0.0.1:" + port + "/realms/test";
    }

    int keyReads() {
        return keyReads.get();
    }

    void fallSilent() {
        http.stop(0);
    }

    void answerAgain() {
        http = listen(port);
    }

    void rotateKey() {
        key = key();
    }

    RSAKey publicKey() {
        return key.toPublicJWK();
    }

    /** A token as this provider makes them, one hour long, for {@code audience}. */
    JWTClaimsSet.Builder claims(String subject, String audience) {
        var now = Instant.now();
        return new JWTClaimsSet.Builder().issuer(issuer()).subject(subject).audience(audience).jwtID(uuid())
                .issueTime(Date.from(now)).expirationTime(Date.from(now.plusSeconds(3600)));
    }

    public String accessToken(String subject) {
        return accessToken(subject, "bailiwick");
    }

    String accessToken(String subject, String audience) {
        return sign(claims(subject, audience).claim("typ", "Bearer").claim("name", "Name of " + subject).build());
    }

    String idToken(String subject) {
        return sign(claims(subject, CLIENT).claim("typ", "ID").claim("name", "Name of " + subject)
                .claim("email", subject + "@example.org").claim("email_verified", true).build());
    }

    String sign(JWTClaimsSet claims) {
        return sign(claims, key, header -> {});
    }

    static String sign(JWTClaimsSet claims, RSAKey with, Consumer<JWSHeader.Builder> header) {
        try {
            var builder = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(with.getKeyID()).type(JOSEObjectType.JWT);
            header.accept(builder);
            var jwt = new SignedJWT(builder.build(), claims);
            jwt.sign(new RSASSASigner(with));
            return jwt.serialize();
        } catch (JOSEException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** The algorithm confusion: the public key's text taken for a shared secret. */
    String signWithPublicKeyAsSecret(JWTClaimsSet claims) {
        try {
            var jwt = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(key.getKeyID()).build(), claims);
            jwt.sign(new MACSigner(key.toRSAPublicKey().getEncoded()));
            return jwt.serialize();
        } catch (JOSEException failed) {
            throw new IllegalStateException(failed);
        }
    }

    static String unsigned(JWTClaimsSet claims) {
        return new PlainJWT(claims).serialize();
    }

    /** What the browser would bring back after somebody signed in here. */
    String code(String idToken, String codeChallenge) {
        var code = uuid();
        tokensByCode.put(code, idToken);
        challenges.put(code, codeChallenge);
        return code;
    }

    static RSAKey key() {
        try {
            return new RSAKeyGenerator(2048).keyID(uuid()).generate();
        } catch (JOSEException failed) {
            throw new IllegalStateException(failed);
        }
    }

    @Override
    public void close() {
        http.stop(0);
    }

    private HttpServer listen(int on) {
        try {
            var server = HttpServer.create(new InetSocketAddress("127.0.0.1", on), 0);
            server.createContext("/realms/test/.well-known/openid-configuration",
                    exchange -> answer(exchange, 200, configuration()));
            server.createContext("/keys", exchange -> {
                keyReads.incrementAndGet();
                answer(exchange, 200, new JWKSet(key.toPublicJWK()).toString());
            });
            server.createContext("/token", this::token);
            server.start();
            return server;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private String configuration() {
        var base = "http://127.0.0.1:" + http.getAddress().getPort();
        return """
               {"issuer":"%s","authorization_endpoint":"%s/authorize","token_endpoint":"%s/token",
                "jwks_uri":"%s/keys","response_types_supported":["code"],"subject_types_supported":["public"],
                "id_token_signing_alg_values_supported":["RS256"]}""".formatted(issuer(), base, base, base);
    }

    /** Gives a token for a code once, to who knows the client's secret and the verifier (RFC 7636). */
    private void token(HttpExchange exchange) throws IOException {
        var form = new HashMap<String, String>();
        Arrays.stream(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8).split("&"))
                .map(pair -> pair.split("=", 2))
                .forEach(pair -> form.put(pair[0], URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
        var code = form.getOrDefault("code", "");
        var basic = "Basic " + Base64.getEncoder()
                .encodeToString((CLIENT + ":" + SECRET).getBytes(StandardCharsets.UTF_8));
        boolean good = basic.equals(exchange.getRequestHeaders().getFirst("Authorization"))
                && s256(form.getOrDefault("code_verifier", "")).equals(challenges.get(code));
        var idToken = good ? tokensByCode.remove(code) : null;
        if (idToken == null) {
            answer(exchange, 400, "{\"error\":\"invalid_grant\"}");
        } else {
            answer(exchange, 200, "{\"access_token\":\"not used\",\"token_type\":\"Bearer\",\"id_token\":\"%s\"}"
                    .formatted(idToken));
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        try (exchange) {
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private static String s256(String text) {
        try {
            return Base64.getUrlEncoder().withoutPadding().encodeToString(
                    MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII)));
        } catch (java.security.NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String uuid() {
        return UUID.randomUUID().toString();
    }
}
