package org.bailiwick.ledger.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.bailiwick.platform.TenantId;
import org.bailiwick.proof.note.SigningKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A row says nothing of a witness; the witness's key does. */
@Tag("sql")
class ForgedCosignatureTests {
    private static final SigningKey WITNESS = LogScene.witness(1);

    @TempDir
    Path var;

    private LogScene scene;
    private TenantId msp;
    private TenantId acme;

    @BeforeEach
    void cosignedOnce() {
        scene = new LogScene(var);
        msp = scene.database.msp();
        acme = scene.tenant("acme");
        scene.register(WITNESS, "ours");
        grow();
        scene.keepCosignature("ours", scene.cosign(WITNESS));
        scene.database.superuserScript("""
                                       insert into witness_standing
                                       select witness_id, 'cosigned', now(), now() + interval '1 day', '', 0
                                       from witness""");
    }

    @AfterEach
    void drop() {
        scene.close();
    }

    @Test
    void cosignatureOfTheWitnessHolds() {
        assertThat(standing().size()).isEqualTo(1);
        assertThat(standing().state()).isEqualTo(WitnessStanding.State.COSIGNED);
        assertThat(lines(1)).isEqualTo(2);
        nextPass();
        assertThat(scene.audit(msp).faults()).isEmpty();
    }

    @Test
    void lineThatTheWitnessDidNotSignIsLeftOutEverywhereAndNamed() {
        var earlier = scene.cosign(WITNESS);
        for (var line : new String[]{"no line", scene.cosign(LogScene.witness(2)), earlier}) {
            grow();
            scene.keepCosignature("ours", line);

            var heads = scene.read(acme, tx -> scene.log.logs().cosignedHeads(tx)).orElseThrow();
            assertThat(heads.checkpoint().size()).as("the last that it did cosign, with `%s`", line).isEqualTo(1);
            assertThat(heads.note().signatures()).hasSize(2);
            assertThat(scene.database.transactions().estate(tx -> scene.log.heads().checkpoint(tx)).orElseThrow().note()
                    .signatures()).hasSize(1);
            assertThat(standing().size()).isNull();
            assertThat(standing().state()).isEqualTo(WitnessStanding.State.NO_ANSWER);
            assertThat(standing().why()).contains("not by its key");
        }

        nextPass();

        assertThat(scene.audit(msp).faults()).extracting(LogFault::what).hasSize(3).allSatisfy(
                what -> assertThat(what)
                        .startsWith("in the heads log: what is stored as the cosignature of the witness `ours`"));
    }

    /** One that was put over the right one takes nothing away. */
    @Test
    void lineOverTheRightOneHidesNothing() {
        scene.database.time().advance(Duration.ofSeconds(2));
        scene.keepCosignature("ours", "no line");

        assertThat(lines(1)).isEqualTo(2);
    }

    private int lines(long size) {
        var heads = scene.read(acme, tx -> scene.log.logs().cosignedHeads(tx)).orElseThrow();
        assertThat(heads.checkpoint().size()).isEqualTo(size);
        return heads.note().signatures().size();
    }

    private WitnessStanding standing() {
        return scene.read(acme, tx -> scene.log.witnesses().standings(tx)).getFirst();
    }

    private void grow() {
        scene.append(acme);
        scene.seal();
    }

    private void nextPass() {
        scene.append(msp);
        scene.log.sequence();
        scene.log.audits().started();
        scene.log.pass();
    }
}
