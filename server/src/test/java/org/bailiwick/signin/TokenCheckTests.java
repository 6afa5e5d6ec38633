package org.bailiwick.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jwt.JWTClaimsSet;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.bailiwick.authority.AuthorityForTests;
import org.bailiwick.platform.Result;
import org.bailiwick.platform.TenantId;
import org.bailiwick.testing.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TokenCheckTests {
    private final TestDatabase database = TestDatabase.create();
    private final FakeProvider provider = new FakeProvider();
    private final FakeProvider other = new FakeProvider();
    private Providers providers;
    private TokenCheck tokens;
    private Provider registered;
    private TenantId acme;

    @BeforeAll
    void twoProvidersOfTwoTenants() {
        var platform = database.platform();
        new AuthorityForTests(platform);
        acme = database.tenant("acme");
        var store = new ProviderStore();
        providers = new Providers(platform.transactions(), store, platform.secrets(), platform.ids());
        tokens = tokens();
        registered = register(TenantId.MSP, provider);
        register(acme, other);
    }

    @AfterAll
    void drop() {
        provider.close();
        other.close();
        database.close();
    }

    @Test
    void tokenOfARegisteredProviderForUsAndForNowIsBelieved() {
        var token = believed(provider.accessToken("ada"));

        assertThat(token.subject()).isEqualTo("ada");
        assertThat(token.provider()).isEqualTo(registered);
        assertThat(token.profile().name()).isEqualTo("Name of ada");
    }

    @Test
    void tokenForOurClientIsForUsToo() {
        assertThat(believed(provider.sign(provider.claims("ada", FakeProvider.CLIENT).build())).subject())
                .isEqualTo("ada");
    }

    @Test
    void assuranceIsTakenDownAsItIs() {
        var signedIn = Instant.parse("2026-11-22T08:00:00Z");

        var strong = believed(provider.sign(provider.claims("ada", "bailiwick").claim("acr", "urn:aal3")
                .claim("auth_time", signedIn.getEpochSecond()).build()));
        var weak = believed(provider.sign(provider.claims("ada", "bailiwick").claim("acr", "0").build()));
        var silent = believed(provider.accessToken("ada"));

        assertThat(strong.acr()).isEqualTo("urn:aal3");
        assertThat(strong.authenticatedAt()).isEqualTo(signedIn);
        assertThat(weak.acr()).isEqualTo("0");
        assertThat(silent.acr()).isNull();
        assertThat(silent.authenticatedAt()).isNull();
    }

    /** RFC 8176; what is no word of it is left out, and so is what comes after a dozen. */
    @Test
    void methodsAreTakenDownAsTheyAreStated() {
        var stated = believed(provider.sign(provider.claims("ada", "bailiwick")
                .claim("amr", Arrays.asList("pwd", "otp", 7, "<b>", "pwd", null, "x".repeat(80))).build()));
        var many = believed(provider.sign(provider.claims("ada", "bailiwick")
                .claim("amr", IntStream.range(0, 50).mapToObj("m%d"::formatted).toList()).build()));
        var text = believed(provider.sign(provider.claims("ada", "bailiwick").claim("amr", "mfa").build()));

        assertThat(stated.amr()).containsExactly("pwd", "otp");
        assertThat(many.amr()).hasSize(12);
        assertThat(text.amr()).as("RFC 8176 has a list").isEmpty();
        assertThat(believed(provider.accessToken("ada")).amr()).isEmpty();
    }

    @Test
    void unsignedTokenIsNone() {
        assertThat(refused(FakeProvider.unsigned(provider.claims("ada", "bailiwick").build())))
                .isInstanceOf(TokenProblem.Malformed.class);
    }

    @Test
    void publicKeyIsNoSharedSecret() {
        assertThat(refused(provider.signWithPublicKeyAsSecret(provider.claims("ada", "bailiwick").build())))
                .isInstanceOf(TokenProblem.NotBelieved.class);
    }

    @Test
    void wrongAudienceIsRefused() {
        assertThat(refused(provider.sign(provider.claims("ada", "another-product").build())))
                .isInstanceOf(TokenProblem.NotBelieved.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"azp", "client_id"})
    void tokenThatAnotherClientAskedForIsRefusedWhateverItsAudience(String claim) {
        var foreign = provider.claims("ada", "bailiwick").claim(claim, "bailiwick-demo");
        var own = provider.claims("ada", "bailiwick").claim(claim, FakeProvider.CLIENT);

        assertThat(refused(provider.sign(foreign.build()))).isInstanceOf(TokenProblem.NotBelieved.class);
        assertThat(believed(provider.sign(own.build())).subject()).isEqualTo("ada");
    }

    @Test
    void idTokenOfAnotherClientStartsNoSession() {
        var forUsBoth = provider.claims("ada", FakeProvider.CLIENT).audience(List.of(FakeProvider.CLIENT,
                "bailiwick-demo")).claim("typ", "ID").claim("azp", "bailiwick-demo").build();

        assertThat(identity(provider.sign(forUsBoth))).isInstanceOf(Result.No.class);
    }

    @Test
    void clientThatAProfileAddsIsBelievedThereAndNowhereElse() {
        var withDemo = tokens(new FurtherClient("bailiwick-demo"));
        var access = provider.sign(provider.claims("ada", "bailiwick").claim("azp", "bailiwick-demo").build());
        var id = provider.sign(provider.claims("ada", "bailiwick-demo").claim("azp", "bailiwick-demo").build());

        assertThat(withDemo.access(access)).isInstanceOf(Result.Ok.class);
        assertThat(withDemo.identity(registered, id)).isInstanceOf(Result.Ok.class);
        assertThat(tokens.access(access)).isInstanceOf(Result.No.class);
        assertThat(identity(id)).isInstanceOf(Result.No.class);
    }

    @Test
    void tokenWithoutAnEndIsRefused() {
        assertThat(refused(provider.sign(provider.claims("ada", "bailiwick").expirationTime(null).build())))
                .isInstanceOf(TokenProblem.NotBelieved.class);
    }

    @Test
    void tokenOfTheFutureIsRefused() {
        assertThat(refused(provider.sign(provider.claims("ada", "bailiwick")
                .notBeforeTime(Date.from(Instant.now().plusSeconds(600))).build())))
                .isInstanceOf(TokenProblem.NotBelieved.class);
    }

    @Test
    void tokenWithoutASubjectIsRefused() {
        assertThat(refused(provider.sign(provider.claims("ada", "bailiwick").subject(null).build())))
                .isInstanceOf(TokenProblem.NotBelieved.class);
    }

    @Test
    void issuerThatNobodyRegisteredIsRefused() {
        try (var stranger = new FakeProvider()) {
            assertThat(refused(stranger.accessToken("ada"))).isInstanceOf(TokenProblem.IssuerNotRegistered.class);
            assertThat(stranger.keyReads()).isZero();
        }
    }

    @Test
    void otherProvidersKeyDoesNotSignForThisIssuer() {
        var forged = other.sign(provider.claims("ada", "bailiwick").build());

        assertThat(refused(forged)).isInstanceOf(TokenProblem.NotBelieved.class);
    }

    @Test
    void keyThatTheTokenBringsAlongIsNotUsed() {
        var own = FakeProvider.key();
        JWTClaimsSet claims = provider.claims("ada", "bailiwick").build();

        assertThat(refused(FakeProvider.sign(claims, own, header -> header.jwk(own.toPublicJWK()))))
                .isInstanceOf(TokenProblem.NotBelieved.class);
        assertThat(refused(FakeProvider.sign(claims, own,
                header -> header.jwkURL(URI.create("http://127.0.0.1:1/keys")))))
                .isInstanceOf(TokenProblem.NotBelieved.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ID", "Refresh", "Logout"})
    void tokenOfAnotherKindIsNoAccessToken(String kind) {
        assertThat(refused(provider.sign(provider.claims("ada", FakeProvider.CLIENT).claim("typ", kind).build())))
                .isInstanceOf(TokenProblem.NotBelieved.class);
    }

    @Test
    void logoutTokenByItsHeaderIsNoAccessToken() {
        var token = FakeProvider.sign(provider.claims("ada", "bailiwick").build(), FakeProvider.key(),
                header -> header.type(new JOSEObjectType("logout+jwt")));

        assertThat(refused(token)).isInstanceOf(TokenProblem.NotBelieved.class);
    }

    @Test
    void accessTokenStartsNoSession() {
        assertThat(identity(provider.accessToken("ada"))).isInstanceOf(Result.No.class);
        assertThat(identity(provider.idToken("ada"))).isInstanceOf(Result.Ok.class);
    }

    @Test
    void idTokenOfAnotherProviderStartsNoSessionHere() {
        assertThat(identity(other.idToken("ada"))).isInstanceOf(Result.No.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "a.b.c", "..", "eyJhbGciOiJub25lIn0.."})
    void nonsenseIsRefused(String nonsense) {
        assertThat(refused(nonsense)).isInstanceOf(TokenProblem.class);
    }

    @Test
    void overlongTokenIsNotEvenRead() {
        assertThat(refused("a".repeat(20_000))).isInstanceOf(TokenProblem.Malformed.class);
    }

    private VerifiedToken believed(String token) {
        return tokens.access(token).orThrow(problem -> new IllegalStateException(problem.toString()));
    }

    private TokenProblem refused(String token) {
        return switch (tokens.access(token)) {
            case Result.No<VerifiedToken, TokenProblem>(var problem) -> problem;
            case Result.Ok<VerifiedToken, TokenProblem>(var believed) -> throw new AssertionError(believed.toString());
        };
    }

    private Result<VerifiedToken, TokenProblem> identity(String token) {
        return tokens.identity(registered, token);
    }

    private TokenCheck tokens(FurtherClient... further) {
        var platform = database.platform();
        return new TokenCheck(providers,
                new ProviderKeys(platform.transactions(), new ProviderStore(), new ProviderClient(), platform.clock()),
                platform.clock(), Set.of(further));
    }

    private Provider register(TenantId tenant, FakeProvider fake) {
        return providers.register(tenant, "Provider", fake.issuer(), FakeProvider.CLIENT, FakeProvider.SECRET)
                .orThrow(problem -> new IllegalStateException(problem.toString()));
    }
}
