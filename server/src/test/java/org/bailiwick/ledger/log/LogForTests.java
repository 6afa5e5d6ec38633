package org.bailiwick.ledger.log;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.bailiwick.ledger.LedgerForTests;
import org.bailiwick.platform.PlatformForTests;
import org.bailiwick.platform.WorkHandler;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

/** The logs over a test database, wired by hand; rounds and passes are asked for by the test. */
public record LogForTests(PlatformForTests platform, LogKeys keys, VerifiedCheckpoints verified) {
    public static final Duration A_MINUTE = Duration.ofSeconds(61);

    /** @param var where the key files are */
    public static LogForTests over(PlatformForTests platform, Path var) {
        return new LogForTests(platform, new LogKeys(var, "msp.example", platform.ids()), new VerifiedCheckpoints());
    }

    Sequencer sequencer() {
        var store = new LogStore();
        return new Sequencer(platform.transactions(), store,
                new SequenceTenant(platform.transactions(), store, keys, platform.work()),
                new EnterHeads(platform.transactions(), new HeadsStore(), keys, Duration.ofSeconds(60)),
                platform.clock());
    }

    /** One round over all that waits, and the heads where they are due. */
    public int sequence() {
        var sequencer = sequencer();
        int taken = sequencer.round();
        sequencer.heads();
        return taken;
    }

    public TenantLogs logs() {
        return new TenantLogs(new LogReadStore(keys), keys, new WitnessStore(), new RetentionStore());
    }

    public HeadsLog heads() {
        return new HeadsLog(new HeadsReadStore(), new WitnessStore());
    }

    public Witnesses witnesses() {
        return new Witnesses(new WitnessStore(), platform.work());
    }

    OrderWitnesses orders() {
        return new OrderWitnesses(platform.transactions(), new WitnessStore(), platform.work());
    }

    OrderAudits audits() {
        return new OrderAudits(platform.transactions(), new AuditStore(), platform.work());
    }

    private AskWitnesses askAll() {
        var ask = new AskWitness(platform.transactions(), new WitnessStore(), heads(),
                new WitnessClient(platform.clock(), Duration.ofSeconds(5)), LedgerForTests.over(platform).ledger(),
                platform.ids());
        return new AskWitnesses(platform.transactions(), new WitnessStore(), heads(), ask, platform.work(),
                platform.clock(), Duration.ofSeconds(15));
    }

    public LogExtract extract() {
        return new LogExtract(new LogExtractStore(), new LogReadStore(keys), keys, witnesses(), new WitnessStore());
    }

    RemoveEntries removal() {
        return new RemoveEntries(platform.transactions(), new RetentionStore(), sealed(), new HoldStore(),
                new LogReadStore(keys), keys,
                new KeepFor(KeepFor.FEWEST_MONTHS, true), LedgerForTests.over(platform).ledger(), platform.ids(),
                platform.clock());
    }

    public Erasures erasures() {
        return new Erasures(new ErasureStore(), platform.work());
    }

    EraseValues erasing() {
        return new EraseValues(platform.transactions(), new ErasureStore(), new HoldStore(),
                LedgerForTests.over(platform).ledger(),
                new StaticListableBeanFactory().getBeanProvider(AfterErasure.class), platform.clock());
    }

    public LegalHolds holds() {
        return new LegalHolds(new HoldStore());
    }

    /** Asks every witness of whom it is due. */
    public void askWitnesses() {
        platform.runDueWork(List.of(askAll(), orders(), audit(), removal(), erasing()));
    }

    private LongSealed sealed() {
        return new LongSealed(new RetentionStore(), new LogReadStore(keys), keys);
    }

    StoredLogs stored() {
        return new StoredLogs(platform.transactions(), new AuditStore(), new LogReadStore(keys),
                new RetentionStore(), new ErasureStore(), new HoldStore(), sealed(), keys);
    }

    AuditLog audit() {
        return new AuditLog(platform.transactions(), stored(), new AuditStore(), keys, verified,
                LedgerForTests.over(platform).ledger(), platform.ids(), platform.work(), platform.clock(),
                Duration.ofHours(1));
    }

    /** Goes through every log of which a pass is due. */
    void pass() {
        platform.runDueWork(List.<WorkHandler>of(askAll(), orders(), audit(), removal(), erasing()));
    }
}
