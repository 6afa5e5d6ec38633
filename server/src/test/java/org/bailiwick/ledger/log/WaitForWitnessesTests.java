package org.bailiwick.ledger.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.bailiwick.platform.TenantId;
import org.bailiwick.proof.note.TrustPolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever packs a stretch of the log waits for witnesses, and not for ever. */
class WaitForWitnessesTests {
    private LogScene scene;
    private TenantId acme;

    @BeforeEach
    void entryThatAWitnessWhoIsAwayHasNotSeen(@TempDir Path var) {
        scene = new LogScene(var);
        acme = scene.tenant("acme");
        scene.register(LogScene.witness(1), "away");
        scene.append(acme);
        scene.seal();
    }

    @AfterEach
    void stop() {
        scene.close();
    }

    @Test
    void witnessWhoMayStillAnswerIsWaitedFor() {
        assertThat(anchor()).isEmpty();

        scene.database.time().advance(Duration.ofSeconds(21));

        assertThat(anchor()).isPresent();
    }

    @Test
    void headsLogThatGrowsAllTheTimeMakesNobodyWaitLonger() {
        scene.append(acme);

        scene.seal();

        assertThat(scene.database.superuser().sql("select max(size) from head_checkpoint").query(Long.class).single())
                .as("its newest checkpoint is of now").isEqualTo(2);
        assertThat(anchor()).hasValueSatisfying(anchor -> assertThat(anchor.heads().inclusion().index()).isZero());
    }

    @Test
    void whoCosignedIsInItAtOnce() {
        scene.keepCosignature("away", scene.cosign(LogScene.witness(1)));

        assertThat(anchor()).hasValueSatisfying(anchor -> assertThat(anchor.heads().checkpoint()
                .cosignedBy(List.of(LogScene.witness(1).verifierKey()))).hasSize(1));
    }

    private Optional<LogExtract.Anchor> anchor() {
        var extract = scene.log.extract();
        return scene.read(acme, tx -> extract.anchor(tx, 0, TrustPolicy.parse(extract.policy(tx, false))));
    }
}
