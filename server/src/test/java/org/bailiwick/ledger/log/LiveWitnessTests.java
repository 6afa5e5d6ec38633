package org.bailiwick.ledger.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.lang.ref.Reference;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.bailiwick.platform.TenantId;
import org.bailiwick.proof.note.SignedCheckpoint;
import org.bailiwick.proof.note.TrustPolicy;
import org.bailiwick.proof.note.VerifierKey;
import org.bailiwick.proof.tree.TreeHash;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The heads log and a witness that somebody else runs: a process of its own, over HTTP. */
@Tag("sql")
class LiveWitnessTests {
    @TempDir
    Path var;

    private LogScene scene;
    private TenantId acme;
    private BwkWitness bwk;

    @BeforeEach
    void start() {
        scene = new LogScene(var.resolve("server"));
        scene.database.msp();
        acme = scene.tenant("acme");
        bwk = new BwkWitness(var.resolve("witness"), scene.view(acme).headsVerifierKey());
        register(bwk.witness());
    }

    @AfterEach
    void stop() {
        bwk.close();
        scene.close();
    }

    @Test
    void witnessCosignsAndTheProofOfTheTenantCarriesItsCosignature() {
        assertThat(standing().state()).isEqualTo(WitnessStanding.State.NOT_ASKED);

        grow();

        assertThat(standing().state()).isEqualTo(WitnessStanding.State.COSIGNED);
        assertThat(standing().size()).isEqualTo(1);
        assertThat(standing().cosignedAt()).isEqualTo(standing().since());
        var policy = TrustPolicy.parse(policy());
        var head = scene.read(acme, tx -> scene.log.logs().headProof(tx)).orElseThrow();
        head.proof().requireProves(TreeHash.ofLeaf(head.checkpoint()), policy.logs());
        assertThat(cosigners(head.proof().checkpoint(), policy)).containsExactly(bwk.witness().key());
        assertThat(policy.isMetBy(cosigners(head.proof().checkpoint(), policy))).isTrue();
        var newest = scene.database.transactions().estate(scene.log.heads()::checkpoint).orElseThrow();
        assertThat(cosigners(newest, policy)).hasSize(1);
    }

    @Test
    void proofStaysUnderTheCosignedCheckpointUntilTheNewestIsCosigned() {
        grow();
        bwk.stop();
        grow();

        var head = scene.read(acme, tx -> scene.log.logs().headProof(tx)).orElseThrow();
        var cosigned = scene.read(acme, tx -> scene.log.logs().cosignedHeads(tx)).orElseThrow();

        assertThat(head.proof().checkpoint().checkpoint().size()).isEqualTo(1)
                .isEqualTo(cosigned.checkpoint().size());
        assertThat(cosigners(cosigned, TrustPolicy.parse(policy()))).hasSize(1);
    }

    @Test
    void stoppedWitnessIsNotKnownSinceThenAndIsAskedAgainUntilItComesBack() {
        grow();
        bwk.stop();
        grow();

        var away = standing();
        assertThat(away.state()).isEqualTo(WitnessStanding.State.NO_ANSWER);
        assertThat(away.why()).contains("it cannot be reached");
        assertThat(away.size()).as("what it cosigned before stays said").isEqualTo(1);

        grow();
        assertThat(standing().since()).as("since it did not answer first").isEqualTo(away.since());
        bwk.comeBack();
        grow();

        assertThat(standing().state()).isEqualTo(WitnessStanding.State.COSIGNED);
        assertThat(standing().size()).isEqualTo(4);
    }

    @Test
    void quietLogIsShownAgainSoThatItIsKnownWhetherTheWitnessIsThere() {
        grow();
        bwk.stop();

        scene.database.time().advance(Duration.ofMinutes(11));
        scene.log.askWitnesses();

        assertThat(standing().state()).isEqualTo(WitnessStanding.State.NO_ANSWER);
    }

    @Test
    void witnessThatRemembersMoreThanWeDoIsAskedFromWhereItIs() {
        grow();
        grow();
        scene.database.superuser().sql("delete from witness_cosignature").update();

        grow();

        assertThat(standing().state()).isEqualTo(WitnessStanding.State.COSIGNED);
        assertThat(standing().size()).isEqualTo(3);
    }

    @Test
    void forkedLogIsRefusedAndSaidSoOnceHoweverOftenItIsAsked() {
        grow();
        var backup = scene.database.backUp();
        grow();
        scene.database.restore(backup);
        scene.append(acme);
        grow();
        grow();

        var refused = standing();
        assertThat(refused.state()).isEqualTo(WitnessStanding.State.REFUSED);
        assertThat(refused.why()).contains("it cosigned another history than this one");
        assertThat(refusals()).hasSize(1);
        assertThat(gauge("bailiwick.log.witnesses.refusing")).isEqualTo(1);

        grow();
        scene.database.time().advance(AskWitnesses.AFTER_REFUSAL);
        grow();
        assertThat(standing()).as("it refuses on").isEqualTo(refused);
        assertThat(refusals()).hasSize(1);
        assertThat(askedAt()).isAfter(refused.since());
        var newest = scene.database.transactions().estate(scene.log.heads()::checkpoint).orElseThrow();
        assertThat(newest.note().signatures()).as("what was cosigned of the other history stands under none of this")
                .hasSize(1);
        assertThat(remove(refused.id())).contains("ours");
        assertThat(standing().refuses()).as("no refusal is taken off the screen by removing whoever refused").isTrue();
        assertThat(standing().removedAt()).isNotNull();
        assertThat(gauge("bailiwick.log.witnesses.refusing")).isEqualTo(1);
    }

    /** Also a log of which nothing is left is one that was set back. */
    @Test
    void emptiedLogIsRefused() {
        grow();
        for (var table : List.of("head_checkpoint", "head_tile", "head_entry")) {
            scene.database.superuser().sql("delete from " + table).update();
        }

        scene.database.time().advance(LogForTests.A_MINUTE);
        scene.log.askWitnesses();

        assertThat(standing().state()).isEqualTo(WitnessStanding.State.REFUSED);
    }

    @Test
    void witnessThatNobodyAsksAnyMoreIsNotKnown() {
        grow();

        scene.database.time().advance(Duration.ofMinutes(25));

        assertThat(standing().state()).isEqualTo(WitnessStanding.State.NO_ANSWER);
        assertThat(standing().why()).contains("has not been asked since");
    }

    /** A note has room for so many signatures; more witnesses than that break no proof. */
    @Test
    void moreWitnessesThanANoteHasRoomForBreakNothing() {
        grow();
        for (int number = 1; number <= 120; number++) {
            scene.register(LogScene.witness(number), "more-" + number);
            scene.keepCosignature("more-" + number, scene.cosign(LogScene.witness(number)));
        }

        var head = scene.read(acme, tx -> scene.log.logs().headProof(tx)).orElseThrow();

        assertThat(head.proof().checkpoint().note().signatures()).hasSizeBetween(50, 100);
    }

    /** F23: the whole database is that of yesterday, what it knows of the witness included. */
    @Test
    void rolledBackLogIsRefusedAndSaidSo() {
        grow();
        var backup = scene.database.backUp();
        grow();
        assertThat(standing().size()).isEqualTo(2);
        scene.database.restore(backup);

        scene.database.time().advance(Duration.ofMinutes(11));
        scene.log.askWitnesses();

        assertThat(standing().state()).isEqualTo(WitnessStanding.State.REFUSED);
        assertThat(standing().why())
                .isEqualTo("it says that it cosigned 2 entries of this log, which has fewer: the log was set back");
        assertThat(refusals()).hasSize(1);
    }

    @Test
    void removedWitnessIsAskedNoMoreAndWhatItCosignedStays() {
        grow();
        var id = standing().id();

        assertThat(remove(id)).contains("ours");
        grow();

        assertThat(scene.view(acme).witnesses()).singleElement().satisfies(removed -> {
            assertThat(removed.id()).isEqualTo(id);
            assertThat(removed.removedAt()).isNotNull();
            assertThat(removed.size()).isEqualTo(1);
            assertThat(removed.state()).as("what it said last, and not that it is silent")
                    .isEqualTo(WitnessStanding.State.COSIGNED);
        });
        assertThat(scene.read(acme, tx -> scene.log.logs().cosignedHeads(tx)).orElseThrow().checkpoint().size())
                .isEqualTo(1);
        assertThat(new String(policy())).as("its lines are still handed out").contains("witness ours ");
        assertThat(remove(id)).isEmpty();
    }

    @Test
    void nameAndKeyAreThoseOfOneWitness() {
        assertThat(tryToRegister(bwk.witness())).isFalse();

        assertThat(gauge("bailiwick.log.witnesses")).isEqualTo(1);
        scene.database.time().advance(Duration.ofMinutes(5));
        assertThat(gauge("bailiwick.log.cosignature.age")).as("it has not cosigned since it was registered")
                .isGreaterThanOrEqualTo(300);
        grow();
        assertThat(gauge("bailiwick.log.cosignature.age")).isBetween(0.0, 60.0);
        assertThat(remove(standing().id())).isPresent();
        assertThat(gauge("bailiwick.log.cosignature.age")).as("nobody is asked").isNaN();
    }

    private Instant askedAt() {
        return scene.database.superuser().sql("select asked_at from witness_standing").query(OffsetDateTime.class)
                .single().toInstant();
    }

    private void register(Witness witness) {
        assertThat(tryToRegister(witness)).isTrue();
    }

    private boolean tryToRegister(Witness witness) {
        return scene.read(TenantId.MSP, tx -> scene.log.witnesses().register(tx, witness));
    }

    private Optional<String> remove(UUID id) {
        return scene.read(TenantId.MSP, tx -> scene.log.witnesses().remove(tx, id));
    }

    private void grow() {
        scene.database.time().advance(LogForTests.A_MINUTE.multipliedBy(2));
        scene.append(acme);
        scene.log.sequence();
        scene.log.askWitnesses();
    }

    private WitnessStanding standing() {
        assertThat(scene.view(acme).witnesses()).hasSize(1);
        return scene.view(acme).witnesses().getFirst();
    }

    private byte[] policy() {
        return scene.read(acme, tx -> scene.log.extract().policy(tx, true));
    }

    private static List<VerifierKey> cosigners(SignedCheckpoint checkpoint, TrustPolicy policy) {
        return checkpoint.cosignedBy(policy.witnesses()).stream().map(each -> each.key()).toList();
    }

    private List<String> refusals() {
        return scene.database.superuser()
                .sql("select action from ev_entry where tenant_id = 1 and action = 'witness refused the log'")
                .query(String.class).list();
    }

    private double gauge(String name) {
        var registry = new SimpleMeterRegistry();
        var meters = new WitnessMeters(scene.database.transactions(), new WitnessStore(),
                scene.database.platform().clock());
        meters.bindTo(registry);
        double value = registry.get(name).gauge().value();
        // A gauge alone does not keep what it reads.
        Reference.reachabilityFence(meters);
        return value;
    }
}
