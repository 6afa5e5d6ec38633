package org.bailiwick.signin;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.text.ParseException;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.bailiwick.authority.Persons;
import org.bailiwick.platform.PlatformClock;
import org.bailiwick.platform.Result;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Believes a token only where a registered provider signed it, for us, for now, at the request of the client it is
 * registered with. The issuer chooses the provider and the provider's own key set is the only source of keys: what the
 * token's header points to is never followed.
 */
@Component
final class TokenCheck {
    /** The audience of access tokens made for this product, beside the provider's client id. */
    static final String AUDIENCE = "bailiwick";
    private static final int LONGEST_TOKEN = 16_384;
    /** As RFC 8176 writes them, and as providers write their own. */
    private static final Pattern METHOD = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/-]{0,63}");
    private static final int MOST_METHODS = 12;
    private static final int CLOCK_SKEW_SECONDS = 30;
    /** Signatures only: `none` and the shared-secret family (a public key taken for a secret) are not in the list. */
    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(JWSAlgorithm.RS256, JWSAlgorithm.RS384,
            JWSAlgorithm.RS512, JWSAlgorithm.PS256, JWSAlgorithm.PS384, JWSAlgorithm.PS512, JWSAlgorithm.ES256,
            JWSAlgorithm.ES384, JWSAlgorithm.ES512, JWSAlgorithm.EdDSA);
    private static final Set<String> REQUIRED = Set.of("iss", "sub", "aud", "exp", "iat");
    /** Keycloak says in a claim what kind of token it is; its refresh and logout tokens are for itself alone. */
    private static final Set<String> ACCESS = Set.of("Bearer", "DPoP");
    private static final Set<String> IDENTITY = Set.of("ID");

    private final Providers providers;
    private final ProviderKeys keys;
    private final PlatformClock clock;
    private final Set<String> furtherClients;

    @Autowired
    TokenCheck(Providers providers, ProviderKeys keys, PlatformClock clock, ObjectProvider<FurtherClient> further) {
        this(providers, keys, clock, further.stream().collect(Collectors.toUnmodifiableSet()));
    }

    TokenCheck(Providers providers, ProviderKeys keys, PlatformClock clock, Set<FurtherClient> further) {
        this.providers = providers;
        this.keys = keys;
        this.clock = clock;
        this.furtherClients = further.stream().map(FurtherClient::clientId).collect(Collectors.toUnmodifiableSet());
    }

    /** An access token as an API request carries it (RFC 6750, RFC 9068). */
    Result<VerifiedToken, TokenProblem> access(String token) {
        return check(token, null, ACCESS);
    }

    /** An ID token of exactly this provider, made for our client there. */
    Result<VerifiedToken, TokenProblem> identity(Provider provider, String token) {
        return check(token, provider, IDENTITY);
    }

    private Result<VerifiedToken, TokenProblem> check(String token, @Nullable Provider expected, Set<String> kinds) {
        try {
            if (token.length() > LONGEST_TOKEN) {
                return Result.no(new TokenProblem.Malformed());
            }
            var jwt = SignedJWT.parse(token);
            var issuer = Objects.requireNonNullElse(jwt.getJWTClaimsSet().getIssuer(), "");
            var provider = providers.byIssuer(issuer);
            if (provider.isEmpty() || expected != null && !expected.id().equals(provider.get().id())) {
                return Result.no(new TokenProblem.IssuerNotRegistered(issuer));
            }
            return switch (keys.keys(provider.get(), jwt.getHeader().getKeyID())) {
                case Result.No<JWKSet, ProviderProblem>(var problem) ->
                    Result.no(new TokenProblem.KeysNotKnown(problem));
                case Result.Ok<JWKSet, ProviderProblem>(var set) ->
                    Result.ok(verified(provider.get(), jwt, set, expected == null, kinds));
            };
        } catch (ParseException malformed) {
            return Result.no(new TokenProblem.Malformed());
        } catch (BadJOSEException | JOSEException refused) {
            return Result.no(new TokenProblem.NotBelieved(String.valueOf(refused.getMessage())));
        }
    }

    private VerifiedToken verified(Provider provider, SignedJWT jwt, JWKSet set, boolean access, Set<String> kinds)
            throws BadJOSEException, JOSEException, ParseException {
        var processor = new DefaultJWTProcessor<SecurityContext>();
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT,
                new JOSEObjectType("at+jwt"), null));
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, new ImmutableJWKSet<>(set)));
        processor.setJWTClaimsSetVerifier(claims(provider, access));
        var claims = processor.process(jwt, null);
        var kind = claims.getStringClaim("typ");
        if (kind != null && !kinds.contains(kind)) {
            throw new BadJWTException("this is a token of kind `%s`".formatted(kind));
        }
        var client = askedBy(claims);
        if (client != null && !clients(provider).contains(client)) {
            throw new BadJWTException(
                    "it was made for the client `%s`, which is not registered here".formatted(client));
        }
        return told(provider, claims, jwt);
    }

    private Set<String> clients(Provider provider) {
        var clients = new HashSet<>(furtherClients);
        clients.add(provider.clientId());
        return clients;
    }

    /** The authorized party (OpenID Connect Core 1.0 section 2), in RFC 9068 tokens the client id; or neither. */
    private static @Nullable String askedBy(JWTClaimsSet claims) throws ParseException {
        var party = claims.getStringClaim("azp");
        return party != null ? party : claims.getStringClaim("client_id");
    }

    private DefaultJWTClaimsVerifier<SecurityContext> claims(Provider provider, boolean access) {
        var audiences = new HashSet<>(clients(provider));
        if (access) {
            audiences.add(AUDIENCE);
        }
        var verifier = new DefaultJWTClaimsVerifier<SecurityContext>(audiences,
                new JWTClaimsSet.Builder().issuer(provider.issuer()).build(), REQUIRED, Set.of()) {
            @Override
            protected Date currentTime() {
                return Date.from(clock.now());
            }
        };
        verifier.setMaxClockSkew(CLOCK_SKEW_SECONDS);
        return verifier;
    }

    private static VerifiedToken told(Provider provider, JWTClaimsSet claims, SignedJWT jwt) throws ParseException {
        var name = claims.getStringClaim("name");
        var username = claims.getStringClaim("preferred_username");
        var authenticated = claims.getDateClaim("auth_time");
        var id = claims.getJWTID();
        return new VerifiedToken(provider, claims.getSubject(),
                id == null ? jwt.getSignature().toString().substring(0, 16) : id, claims.getStringClaim("acr"),
                authenticated == null ? null : authenticated.toInstant(), methods(claims),
                new Persons.Profile(name != null ? name : username != null ? username : claims.getSubject(),
                        claims.getStringClaim("email"), Boolean.TRUE.equals(claims.getBooleanClaim("email_verified"))));
    }

    /** As it was stated, so far as these are words: a provider's own go into the record too, and a flood of them does not. */
    private static List<String> methods(JWTClaimsSet claims) {
        return claims.getClaim("amr") instanceof List<?> stated
                ? stated.stream().filter(String.class::isInstance).map(String.class::cast)
                        .filter(word -> METHOD.matcher(word).matches()).distinct().limit(MOST_METHODS).toList()
                : List.of();
    }
}
