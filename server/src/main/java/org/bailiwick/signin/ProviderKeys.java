package org.bailiwick.signin;

import com.nimbusds.jose.jwk.JWKSet;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.bailiwick.platform.PlatformClock;
import org.bailiwick.platform.ProviderId;
import org.bailiwick.platform.Result;
import org.bailiwick.platform.Transactions;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * What providers published, kept so that their people are known while a provider does not answer: for 24 hours, not
 * longer. Read again hourly, and at most once a minute for a key that is not in the set.
 */
@Component
final class ProviderKeys {
    private static final Logger log = LoggerFactory.getLogger(ProviderKeys.class);
    private static final Duration FRESH = Duration.ofHours(1);
    private static final Duration USABLE = Duration.ofHours(24);
    private static final Duration BETWEEN_TRIES = Duration.ofMinutes(1);
    private static final Duration BETWEEN_TRIES_WITHOUT_ANY = Duration.ofSeconds(5);

    private final Transactions transactions;
    private final ProviderStore store;
    private final ProviderClient client;
    private final PlatformClock clock;
    private final Map<ProviderId, Attempt> attempts = new ConcurrentHashMap<>();
    private final Map<ProviderId, ReentrantLock> locks = new ConcurrentHashMap<>();

    /** @param problem null where the provider answered */
    private record Attempt(Instant at, @Nullable String problem) {}

    ProviderKeys(Transactions transactions, ProviderStore store, ProviderClient client, PlatformClock clock) {
        this.transactions = transactions;
        this.store = store;
        this.client = client;
        this.clock = clock;
    }

    /** The provider's keys; the one with this id among them wherever the provider has it. */
    Result<JWKSet, ProviderProblem> keys(Provider provider, @Nullable String keyId) {
        var published = published(provider);
        boolean enough = younger(published, FRESH)
                && parse(published).filter(keys -> keyId == null || keys.getKeyByKeyId(keyId) != null).isPresent();
        if (!enough) {
            tryToRead(provider, published.keySet() == null ? BETWEEN_TRIES_WITHOUT_ANY : BETWEEN_TRIES);
            published = published(provider);
        }
        return younger(published, USABLE)
                ? parse(published).<Result<JWKSet, ProviderProblem>>map(Result::ok).orElseGet(() -> silent(provider))
                : silent(provider);
    }

    /** The provider's endpoints, as JSON; asked now where they are not known or old. */
    Result<String, ProviderProblem> metadata(Provider provider) {
        if (!younger(published(provider), FRESH)) {
            tryToRead(provider, BETWEEN_TRIES_WITHOUT_ANY);
        }
        var metadata = published(provider).metadata();
        return metadata == null ? silent(provider) : Result.ok(metadata);
    }

    /** Why the provider did not answer when it was last asked, after asking where that was some seconds ago. */
    Optional<String> problem(Provider provider) {
        tryToRead(provider, BETWEEN_TRIES_WITHOUT_ANY);
        return Optional.ofNullable(attempts.get(provider.id())).map(Attempt::problem);
    }

    /** One thread asks; the others wait for it only where nothing is known yet. */
    private void tryToRead(Provider provider, Duration between) {
        var lock = locks.computeIfAbsent(provider.id(), id -> new ReentrantLock());
        if (between.equals(BETWEEN_TRIES)) {
            if (!lock.tryLock()) {
                return;
            }
        } else {
            lock.lock();
        }
        try {
            var last = attempts.get(provider.id());
            if (last == null || !clock.now().isBefore(last.at().plus(between))) {
                attempts.put(provider.id(), new Attempt(clock.now(), read(provider)));
            }
        } finally {
            lock.unlock();
        }
    }

    /** @return why it did not answer; null where it did */
    private @Nullable String read(Provider provider) {
        try {
            var answer = client.read(provider.issuer());
            transactions.signin(tx -> {
                store.publish(tx, provider.id(), answer.metadata(), answer.keySet());
                return true;
            });
            return null;
        } catch (ProviderClient.NotAnsweringException silent) {
            log.warn("identity provider `{}` at {} does not answer: {}", provider.name(), provider.issuer(),
                    silent.getMessage());
            return silent.getMessage();
        }
    }

    private <T> Result<T, ProviderProblem> silent(Provider provider) {
        var last = attempts.get(provider.id());
        return Result.no(new ProviderProblem.NotAnswering(provider.name(), provider.issuer(),
                last == null || last.problem() == null ? "its keys are not known yet" : last.problem()));
    }

    private ProviderStore.Published published(Provider provider) {
        return transactions.signin(tx -> store.published(tx, provider.id()));
    }

    private boolean younger(ProviderStore.Published published, Duration age) {
        var readAt = published.keySetReadAt();
        return readAt != null && clock.now().isBefore(readAt.plus(age));
    }

    private static Optional<JWKSet> parse(ProviderStore.Published published) {
        try {
            return published.keySet() == null ? Optional.empty() : Optional.of(JWKSet.parse(published.keySet()));
        } catch (ParseException malformed) {
            return Optional.empty();
        }
    }
}
