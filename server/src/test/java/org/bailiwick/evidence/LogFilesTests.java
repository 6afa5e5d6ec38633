package org.bailiwick.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.bailiwick.authority.Permit;
import org.bailiwick.authority.Principal;
import org.bailiwick.ledger.Activity;
import org.bailiwick.ledger.Actor;
import org.bailiwick.ledger.Entry;
import org.bailiwick.ledger.LedgerForTests;
import org.bailiwick.ledger.Outcome;
import org.bailiwick.ledger.Target;
import org.bailiwick.ledger.log.LogForTests;
import org.bailiwick.platform.TenantId;
import org.bailiwick.proof.Base64Text;
import org.bailiwick.proof.NotProvenException;
import org.bailiwick.proof.note.SignatureType;
import org.bailiwick.proof.note.SignedCheckpoint;
import org.bailiwick.proof.note.SigningKey;
import org.bailiwick.proof.note.TlogProof;
import org.bailiwick.proof.note.TrustPolicy;
import org.bailiwick.proof.note.VerifierKey;
import org.bailiwick.proof.tile.EntryBundle;
import org.bailiwick.proof.tile.HashTile;
import org.bailiwick.proof.tile.TilePath;
import org.bailiwick.proof.tree.TreeHash;
import org.bailiwick.testing.TestDatabase;
import org.bailiwick.web.PagesForTests;
import org.bailiwick.web.RefusedException;
import org.bailiwick.web.View;
import org.bailiwick.web.VisibleTenant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("sql")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LogFilesTests {
    private static final UUID ANY = new UUID(5, 6);
    private static final SigningKey COSIGNER = new SigningKey("slow.example/w", SignatureType.COSIGNATURE,
            new byte[32]);

    private TestDatabase database;
    private Path var;
    private LogForTests log;
    private LogFiles files;
    private TenantId acme;
    private TenantId birch;

    @BeforeAll
    void start(@TempDir Path folder) {
        var = folder;
        database = TestDatabase.create();
        readKeys();
    }

    private void readKeys() {
        log = LogForTests.over(database.platform(), var);
        files = new LogFiles(database.transactions(), log.logs(), log.heads(), log.extract());
    }

    @AfterAll
    void drop() {
        database.close();
    }

    @BeforeEach
    void twoTenants() {
        acme = database.tenant("acme-" + UUID.randomUUID().toString().substring(0, 8));
        birch = database.tenant("birch-" + UUID.randomUUID().toString().substring(0, 8));
    }

    @Test
    void fetchedProofIsCheckedWithTheKeyAndTheBytesAlone() {
        var event = append(acme);
        append(acme);
        sequence();

        var proof = TlogProof.parse(files.proof(permit(acme), event).getBody());
        byte[] body = files.body(permit(acme), event).getBody();

        proof.requireProves(TreeHash.ofLeaf(body), List.of(key(acme)));
        assertThatThrownBy(() -> proof.requireProves(TreeHash.ofLeaf("{}".getBytes()), List.of(key(acme))))
                .isInstanceOf(NotProvenException.class);
        assertThatThrownBy(() -> proof.requireProves(TreeHash.ofLeaf(body), List.of(key(birch))))
                .isInstanceOf(NotProvenException.class);
    }

    @Test
    void entryWithoutAPositionSaysSoAndOneThatIsNotThereIsNotThere() {
        var event = append(acme);

        assertThatThrownBy(() -> files.proof(permit(acme), event)).isInstanceOf(RefusedException.class)
                .hasMessageContaining("no position in the log yet");
        assertThatThrownBy(() -> files.proof(permit(acme), ANY)).isInstanceOf(RefusedException.class)
                .hasMessageNotContaining("no position");
        assertThatThrownBy(() -> files.checkpoint(permit(acme))).isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> files.head(permit(acme))).isInstanceOf(RefusedException.class);
    }

    @Test
    void tenantGetsNothingOfAnother() {
        var event = append(birch);
        sequence();

        assertThatThrownBy(() -> files.proof(permit(acme), event)).isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> files.body(permit(acme), event)).isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> files.tile(permit(acme), "/0/000.p/1")).isInstanceOf(RefusedException.class);
    }

    @Test
    void treeIsRebuiltFromTheFilesThatAreServed() {
        for (int i = 0; i < 300; i++) {
            append(acme);
        }
        sequence();

        var checkpoint = SignedCheckpoint.parse(files.checkpoint(permit(acme)).getBody()).checkpoint();
        var hashes = new HashTile(files.tile(permit(acme), "/0/001.p/44").getBody());
        var entries = EntryBundle.read(TilePath.parse("tile/entries/001.p/44"),
                files.tile(permit(acme), "/entries/001.p/44").getBody());

        assertThat(checkpoint.size()).isEqualTo(300);
        for (int i = 0; i < 44; i++) {
            assertThat(hashes.hash(i)).isEqualTo(TreeHash.ofLeaf(entries.entries().get(i)));
        }
        var full = new HashTile(files.tile(permit(acme), "/0/000").getBody());
        assertThat(new HashTile(files.tile(permit(acme), "/1/000.p/1").getBody()).hash(0)).isEqualTo(full.node(8, 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/0/001", "/0/000.p/3", "/0/0", "/9/000", "/entries/000.p/3", "/0/000.p/256", "/../x", "",
        "/entries/x999/x999/x999/x999/x999/x999/999"})
    void tileThatIsNotThereIsNotFound(String path) {
        append(acme);
        append(acme);
        sequence();

        assertThatThrownBy(() -> files.tile(permit(acme), path)).isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> files.headsTile("/0/999")).isInstanceOf(RefusedException.class);
    }

    @Test
    void headOfTheTenantIsProvenInTheLogOfAllHeads() {
        append(acme);
        sequence();
        var heads = VerifierKey.parse(files.view(permit(acme)).headsVerifierKey());

        var proof = TlogProof.parse(files.head(permit(acme)).getBody());

        proof.requireProves(TreeHash.ofLeaf(proof.extra()), List.of(heads));
        assertThat(SignedCheckpoint.parse(proof.extra()).requireSignedBy(List.of(key(acme)))).hasSize(1);
        SignedCheckpoint.parse(files.headsCheckpoint().getBody()).requireSignedBy(List.of(heads));
    }

    /** What was signed by a key that signs no more was kept by somebody, and must go on being believed. */
    @Test
    void proofsOfBeforeARotationAreBelievedUnderTheProposedPolicy() throws IOException {
        var event = append(acme);
        sequence();
        var before = TlogProof.parse(files.proof(permit(acme), event).getBody());
        var headBefore = TlogProof.parse(files.head(permit(acme)).getBody());

        Files.writeString(var.resolve("keys/log-signing-key-2"), Base64Text.write(new byte[32]));
        readKeys();
        var later = append(acme);
        sequence();

        var policy = TrustPolicy.parse(files.policy(permit(acme)).getBody());
        var after = TlogProof.parse(files.proof(permit(acme), later).getBody());
        before.requireProves(TreeHash.ofLeaf(files.body(permit(acme), event).getBody()), policy.logs());
        headBefore.requireProves(TreeHash.ofLeaf(headBefore.extra()), policy.logs());
        after.requireProves(TreeHash.ofLeaf(files.body(permit(acme), later).getBody()), policy.logs());
        assertThat(policy.logs()).hasSize(4);
    }

    /** The page says where the checkpoint stands that the proof beside it is about, also while witnesses lag behind. */
    @Test
    void positionInTheHeadsLogIsThatOfItsProof() {
        append(acme);
        sequence();
        database.superuser().sql("""
                                 with w as (
                                   insert into witness (public_id, name, url, vkey, registered_at)
                                   select gen_random_uuid(), 'slow', 'http://127.0.0.1:1/', :vkey, now()
                                   returning witness_id)
                                 insert into witness_cosignature
                                 select witness_id, size, root, now() + interval '10 years', :line from w
                                 join head_checkpoint on true order by size desc limit 1""")
                .param("vkey", COSIGNER.verifierKey().vkey())
                .param("line", COSIGNER.cosign(note(), 1).line()).update();
        append(acme);
        sequence();

        var shown = files.view(permit(acme)).headsIndex();
        var proven = TlogProof.parse(files.head(permit(acme)).getBody()).inclusion().index();

        assertThat(shown).isEqualTo(proven);
        assertThat(heads()).as("it was entered again since").last().isNotEqualTo(shown);
        database.superuserScript("delete from witness_cosignature; delete from witness");
    }

    private String note() {
        return SignedCheckpoint.parse(files.headsCheckpoint().getBody()).note().text();
    }

    private List<Long> heads() {
        return database.superuser().sql("select heads_index from ev_head where tenant_id = :t order by heads_index")
                .param("t", acme.value()).query(Long.class).list();
    }

    @Test
    void pageSaysWhatIsNotKnownAndWhyALogStandsStill() {
        assertThat(page()).contains("not checked yet", "nothing was signed yet", "no check of the whole log");

        append(acme);
        database.superuser().sql("update ev_entry set body = '{}' where tenant_id = :id").param("id", acme.value())
                .update();
        sequence();

        assertThat(page()).contains("stopped", "bytes are not those that were recorded", "msp.example/t/");
    }

    private String page() {
        var tenant = new VisibleTenant(acme, ANY, "acme", "Acme", false);
        return PagesForTests.render(View.of("evidence/log.jte", new LogPage(tenant, files.view(permit(acme)))),
                database.platform().clock().now());
    }

    private VerifierKey key(TenantId tenant) {
        return VerifierKey.parse(files.view(permit(tenant)).verifierKey());
    }

    private void sequence() {
        database.time().advance(LogForTests.A_MINUTE);
        log.sequence();
    }

    private UUID append(TenantId tenant) {
        var ledger = LedgerForTests.over(database.platform()).ledger();
        return database.transactions().tenant(tenant, tx -> ledger.append(tx, Entry.of(Activity.GRANT_KEPT,
                Actor.PRODUCT, new Target("grant", "g-1", "billing of bob"), Outcome.SUCCESS, ANY, "needed")));
    }

    private static Permit permit(TenantId tenant) {
        return new Permit(tenant, ANY, new Principal.Product(), "evidence.read", 1,
                new Entry.Authority(ANY, "evidence.read", "given by the tenant owner"));
    }
}
