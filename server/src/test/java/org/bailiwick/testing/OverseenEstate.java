package org.bailiwick.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.bailiwick.authority.RootAuthorities;
import org.bailiwick.platform.PersonId;

/** Many tenants whose registers one risk owner may read, for benches of pages over all of them. */
public final class OverseenEstate implements AutoCloseable {
    public static final String RISK_OWNER = "rosa";
    private static final Duration TOLD = Duration.ofMinutes(2);
    private static final Duration RESTED = Duration.ofMinutes(5);
    private static final long FEW = 5;
    private static final Duration TOLD_YET = Duration.ofMillis(50);
    private static final int FIRST = 10_000;

    private final TestPortal portal = new TestPortal();

    /** With inside ids from 10,000 on, called {@code tenant-10000} and so on. */
    public OverseenEstate(int tenants) {
        PersonId riskOwner = portal.know(RISK_OWNER);
        portal.bean(RootAuthorities.class).firstAdministrator(riskOwner);
        portal.database()
                .superuserScript("""
                                 insert into tenant_directory (tenant_id, public_id, short_name)
                                   select t, gen_random_uuid(), 'tenant-' || t from generate_series(%1$d, %2$d) t;
                                 insert into tenant (tenant_id, public_id, short_name, name, kind, created_at)
                                   select tenant_id, public_id, short_name, 'Tenant ' || tenant_id, 'customer', now()
                                   from tenant_directory where tenant_id >= %1$d;
                                 insert into authority (tenant_id, public_id, root_id, person_id, capability, side,
                                     source, since, reason)
                                   select t, gen_random_uuid(), root_id, %3$d, capability, 'msp', 'delegation',
                                     now(), 'x'
                                   from generate_series(%1$d, %2$d) t, (
                                     select root_id from authority where person_id = %3$d limit 1),
                                     unnest(array['tenant.read', 'register.read', 'change.read', 'evidence.read',
                                       'snapshot.request', 'tenant.manage']) capability""".formatted(FIRST,
                        FIRST + tenants - 1, riskOwner.value()));
    }

    public TestPortal portal() {
        return portal;
    }

    public TestDatabase database() {
        return portal.database();
    }

    /**
     * As one person looks, one look after the other; a server that has been running for a while has its code compiled. What
     * else it has to do goes on meanwhile, see {@link #rest()}.
     *
     * @param words that each answer has to hold
     */
    public Times looks(String path, int warmUp, int rounds, String... words) throws Exception {
        looks(path, warmUp, words);
        told();
        var times = looks(path, rounds, words);
        told();
        return times;
    }

    private Times looks(String path, int rounds, String... words) throws Exception {
        return Times.of(rounds, () -> {
            var answer = portal.get(RISK_OWNER, path);
            assertThat(answer.statusCode()).as(path).isEqualTo(200);
            assertThat(answer.body()).contains(words);
        });
    }

    /** @return seconds until each tenant has on record that it was looked at, since that was due */
    public double told() throws Exception {
        portal.database().time().advance(Duration.ofMinutes(1));
        return Times.of(1, () -> await().atMost(TOLD).pollInterval(TOLD_YET).until(() -> portal.database().superuser()
                .sql("select count(*) from oversight_read").query(Long.class).single() == 0)).best() / 1_000;
    }

    /** Until hardly any work is due: a new estate's logs have all been audited for the first time. */
    public void rest() {
        await().atMost(RESTED).pollInterval(TOLD_YET).until(() -> portal.database().superuser()
                .sql("select count(*) from work where due <= :now").param("now", OffsetDateTime.now(ZoneOffset.UTC)
                        .plus(portal.database().time().get()))
                .query(Long.class).single() < FEW);
    }

    @Override
    public void close() {
        portal.close();
    }
}
