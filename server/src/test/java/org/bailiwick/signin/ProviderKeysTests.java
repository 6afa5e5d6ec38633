package org.bailiwick.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Set;
import org.bailiwick.authority.AuthorityForTests;
import org.bailiwick.platform.Result;
import org.bailiwick.platform.TenantId;
import org.bailiwick.testing.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProviderKeysTests {
    private final TestDatabase database = TestDatabase.create();
    private final FakeProvider provider = new FakeProvider();
    private Providers providers;
    private TokenCheck tokens;

    @BeforeEach
    void oneProvider() {
        var platform = database.platform();
        new AuthorityForTests(platform);
        providers = new Providers(platform.transactions(), new ProviderStore(), platform.secrets(), platform.ids());
        tokens = tokens();
        providers.register(TenantId.MSP, "Provider", provider.issuer(), FakeProvider.CLIENT, FakeProvider.SECRET);
    }

    @AfterEach
    void drop() {
        provider.close();
        database.close();
    }

    @Test
    void expiredTokenIsRefused() {
        var token = provider.accessToken("ada");
        believed(token);

        database.time().advance(Duration.ofHours(2));

        assertThat(refused(token)).isInstanceOf(TokenProblem.NotBelieved.class);
    }

    @Test
    void storedKeysServeWhileTheProviderIsSilentButNotLongerThanADay() {
        believed(provider.accessToken("ada"));
        provider.fallSilent();

        database.time().advance(Duration.ofHours(23));
        assertThat(believed(later(Duration.ofHours(23))).subject()).isEqualTo("ada");

        database.time().advance(Duration.ofHours(2));
        assertThat(refused(later(Duration.ofHours(25)))).isInstanceOf(TokenProblem.KeysNotKnown.class);

        provider.answerAgain();
        database.time().advance(Duration.ofMinutes(2));
        assertThat(believed(later(Duration.ofHours(25))).subject()).isEqualTo("ada");
    }

    @Test
    void storedKeysSurviveARestart() {
        believed(provider.accessToken("ada"));
        provider.fallSilent();

        tokens = tokens();

        assertThat(believed(provider.accessToken("ada")).subject()).isEqualTo("ada");
    }

    @Test
    void newKeyIsFoundButUnknownOnesAreAskedForOnceAMinuteOnly() {
        believed(provider.accessToken("ada"));
        database.time().advance(Duration.ofMinutes(2));

        provider.rotateKey();
        believed(provider.accessToken("ada"));
        int reads = provider.keyReads();
        for (int i = 0; i < 10; i++) {
            refused(FakeProvider.sign(provider.claims("ada", "bailiwick").build(), FakeProvider.key(), header -> {}));
        }

        assertThat(provider.keyReads()).isEqualTo(reads);
    }

    @Test
    void keyThatTheProviderWithdrewIsRefusedWithinTheHour() {
        var old = provider.accessToken("ada");
        believed(old);

        provider.rotateKey();
        database.time().advance(Duration.ofMinutes(61));

        assertThat(refused(old)).isInstanceOf(TokenProblem.NotBelieved.class);
    }

    private String later(Duration by) {
        var now = Instant.now().plus(by);
        return provider.sign(provider.claims("ada", "bailiwick").issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(3600))).build());
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

    private TokenCheck tokens() {
        var platform = database.platform();
        return new TokenCheck(providers,
                new ProviderKeys(platform.transactions(), new ProviderStore(), new ProviderClient(), platform.clock()),
                platform.clock(), Set.of());
    }
}
