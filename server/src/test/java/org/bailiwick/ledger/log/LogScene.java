package org.bailiwick.ledger.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.bailiwick.ledger.Activity;
import org.bailiwick.ledger.Actor;
import org.bailiwick.ledger.Entry;
import org.bailiwick.ledger.Ledger;
import org.bailiwick.ledger.LedgerForTests;
import org.bailiwick.ledger.Outcome;
import org.bailiwick.ledger.Target;
import org.bailiwick.platform.PersonId;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.proof.Json;
import org.bailiwick.proof.note.Checkpoint;
import org.bailiwick.proof.note.SignatureType;
import org.bailiwick.proof.note.SigningKey;
import org.bailiwick.testing.TestDatabase;

/** A database with its logs, and what tests do to them. */
final class LogScene implements AutoCloseable {
    final TestDatabase database = TestDatabase.create();
    final LogForTests log;
    private final Set<Actor> known = ConcurrentHashMap.newKeySet();
    private final Ledger ledger = LedgerForTests.over(database.platform()).ledger();

    LogScene(Path var) {
        log = LogForTests.over(database.platform(), var);
    }

    TenantId tenant(String name) {
        return database.tenant(name + "-" + UUID.randomUUID().toString().substring(0, 8));
    }

    UUID append(TenantId tenant) {
        return database.transactions().tenant(tenant, tx -> ledger.append(tx, entry()));
    }

    List<UUID> append(TenantId tenant, int entries) {
        return database.transactions().tenant(tenant,
                tx -> IntStream.range(0, entries).mapToObj(each -> ledger.append(tx, entry())).toList());
    }

    /** By a person, with everything by which an entry is found. */
    UUID appendBy(TenantId tenant, long person, String subject) {
        var actor = actor(person, subject);
        return database.transactions().tenant(tenant, tx -> ledger.append(tx, Entry
                .of(Activity.GRANT_REVOCATION_DECIDED,
                        actor, new Target("grant", "g-2", "billing of bob"), Outcome.SUCCESS, new UUID(1, 2), "gone")
                .under(new Entry.Authority(new UUID(3, person), "grant.decide", "of the owner"), new UUID(4, person))
                .withTicket("HALO 1")));
    }

    /** As whoever may act, or can write rows, puts it on record. */
    UUID appendBy(TenantId tenant, long person, String subject, Activity activity, Target target, UUID correlation,
            Json facts) {
        var actor = actor(person, subject);
        return database.transactions().tenant(tenant, tx -> ledger.append(tx,
                Entry.of(activity, actor, target, Outcome.SUCCESS, correlation, "done").withFacts(facts)));
    }

    private Actor actor(long person, String subject) {
        var actor = new Actor(new PersonId(person), subject, "https://login.example", subject, "s", null, null);
        if (known.add(actor)) {
            database.superuser()
                    .sql("""
                         insert into person (person_id, provider_id, subject) values (:person, :person, :subject)
                         on conflict do nothing""").param("person", person).param("subject", subject).update();
        }
        return actor;
    }

    /** With a value before that no list reads. */
    void appendLarge(TenantId tenant) {
        var before = Json.object().put("name", "x".repeat(9000)).build();
        database.transactions().tenant(tenant, tx -> ledger.append(tx, entry().withChange(before, null)));
    }

    /** As retention writes it, by whoever can write rows. */
    UUID appendRemoval(TenantId tenant, long before, Instant olderThan) {
        var target = new Target("log", "msp.example", "msp.example");
        return database.transactions().tenant(tenant, tx -> ledger.append(tx, Entry
                .of(Activity.ENTRIES_REMOVED, Actor.PRODUCT, target, Outcome.SUCCESS, new UUID(1, 2), "removed")
                .withFacts(Json.object().put("removed_from", 0).put("removed_before", before)
                        .put("older_than", olderThan.toString()).put("kept_months", 15).build())));
    }

    /** As versions before V028 wrote one: beside it nobody, and the entry that it counts. */
    UUID countInOlderForm(TenantId tenant, UUID counted) {
        return LedgerForTests.countInOlderForm(database.platform(), tenant, counted);
    }

    /** With its entry, as whoever may sets one. */
    void hold(TenantTx tx, UUID id, String reason) {
        log.holds().set(tx, id, reason, null, true);
        ledger.append(tx, ofHold(Activity.HOLD_SET, id, reason)
                .withFacts(Json.object().put(LegalHold.OF_TENANT, true).build()));
    }

    /** With its entry; false where it was lifted before. */
    boolean lift(TenantTx tx, UUID id, String reason) {
        boolean lifted = log.holds().lift(tx, id, reason);
        if (lifted) {
            ledger.append(tx, ofHold(Activity.HOLD_LIFTED, id, reason));
        }
        return lifted;
    }

    private static Entry ofHold(Activity activity, UUID id, String reason) {
        return Entry.of(activity, Actor.PRODUCT, new Target(LegalHold.TARGET, id.toString(), "on the record"),
                Outcome.SUCCESS, new UUID(1, 2), LegalHold.message(activity, reason));
    }

    private static Entry entry() {
        return Entry.of(Activity.GRANT_KEPT, Actor.PRODUCT, new Target("grant", "g-1", "billing of bob"),
                Outcome.SUCCESS, new UUID(1, 2), "still needed");
    }

    <T> T read(TenantId tenant, Function<TenantTx, T> read) {
        return database.transactions().tenant(tenant, read);
    }

    LogView view(TenantId tenant) {
        return read(tenant, log.logs()::view);
    }

    long size(TenantId tenant) {
        return view(tenant).size();
    }

    byte[] body(TenantId tenant, UUID event) {
        return read(tenant, tx -> log.logs().body(tx, event)).orElseThrow();
    }

    /** All that waits gets its place, and the heads are entered. */
    void seal() {
        database.time().advance(LogForTests.A_MINUTE);
        log.sequence();
    }

    /** As the job does, once the self-audit has passed and the clock was seen to go on for some days. */
    void retain() {
        days();
        log.pass();
        log.pass();
    }

    void days() {
        var other = tenant("other");
        for (int day = 0; day < 6; day++) {
            database.time().advance(Duration.ofDays(1));
            append(other);
            log.sequence();
        }
    }

    void nextDay() {
        database.time().advance(Duration.ofDays(1).plusMinutes(1));
        log.pass();
    }

    long count(TenantId tenant, String table) {
        return database.superuser().sql("select count(*) from %s where tenant_id = :t".formatted(table))
                .param("t", tenant.value()).query(Long.class).single();
    }

    RebuildLog.Pass rebuild(TenantId tenant) {
        return RebuildLog.run(log.stored().of(tenant), log.keys(), new VerifiedCheckpoints());
    }

    static SigningKey witness(int number) {
        byte[] secret = new byte[32];
        secret[0] = (byte) number;
        return new SigningKey("w%d.example/witness".formatted(number), SignatureType.COSIGNATURE, secret);
    }

    /** What the witness says of the heads log as it is now, now. */
    String cosign(SigningKey witness) {
        return witness.cosign(heads().text(), database.platform().clock().now().getEpochSecond()).line();
    }

    private Checkpoint heads() {
        return database.transactions().estate(tx -> log.heads().checkpoint(tx)).orElseThrow().checkpoint();
    }

    void register(SigningKey witness, String name) {
        database.superuser().sql("""
                                 insert into witness (public_id, name, url, vkey, registered_at)
                                 values (gen_random_uuid(), :name, 'http://127.0.0.1:1/', :vkey, now())""")
                .param("name", name).param("vkey", witness.verifierKey().vkey()).update();
    }

    /** As it is kept, whatever the line says. */
    void keepCosignature(String name, String line) {
        database.superuser().sql("""
                                 insert into witness_cosignature
                                 select witness_id, :size, :root, :now, :line from witness where name = :name""")
                .param("size", heads().size()).param("root", heads().root().bytes()).param("line", line)
                .param("now", OffsetDateTime.ofInstant(database.platform().clock().now(), ZoneOffset.UTC))
                .param("name", name).update();
    }

    /** What the last pass found, where the log's newest checkpoint cannot be shown. */
    LogAudit audit(TenantId tenant) {
        return read(tenant, new LogReadStore(log.keys())::audit).orElseThrow();
    }

    LogView view(TenantTx tx) {
        return log.logs().view(tx);
    }

    /** Past all walls, in the tenant's rows. */
    void asSuperuser(TenantId tenant, String statement) {
        assertThat(database.superuser().sql(statement).param("tenant", tenant.value()).update()).isPositive();
    }

    @Override
    public void close() {
        database.close();
    }
}
