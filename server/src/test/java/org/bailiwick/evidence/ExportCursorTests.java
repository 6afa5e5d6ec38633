package org.bailiwick.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import org.bailiwick.ledger.log.LogUnreadableException;
import org.bailiwick.platform.TenantId;
import org.bailiwick.testing.TestDatabase;
import org.bailiwick.web.Cursors;
import org.bailiwick.web.PagesForTests;
import org.bailiwick.web.RefusedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.http.ResponseEntity;

/** A collector goes on where it ended, in the log that it has, and in no other. */
@Tag("sql")
class ExportCursorTests {
    private static final UUID ANY = new UUID(5, 6);

    private TestDatabase database;
    private LogForTests log;
    private Cursors cursors;
    private EvidenceExport export;
    private TenantId acme;

    @BeforeEach
    void start(@TempDir Path var) {
        database = TestDatabase.create();
        log = LogForTests.over(database.platform(), var);
        cursors = PagesForTests.cursors(var);
        export = new EvidenceExport(database.transactions(), log.logs(), cursors);
        acme = database.tenant("acme");
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void logThatWasSetBackAndHasGrownPastTheCursorIsNotTakenForTheOneOfBefore() {
        append(2);
        var early = cursor(export.read(permit(), null, 10));
        var backup = database.backUp();
        append(3);
        var late = cursor(export.read(permit(), early, 10));
        assertThat(lines(export.read(permit(), late, 10))).isEmpty();

        database.restore(backup);
        append(9);

        assertThat(lines(export.read(permit(), early, 10))).as("what was there before the backup is the same")
                .hasSize(9);
        assertThatThrownBy(() -> export.read(permit(), late, 10)).isInstanceOfSatisfying(RefusedException.class,
                refused -> {
                    assertThat(refused.refusal().name()).isEqualTo("log-is-another");
                    assertThat(refused.refusal().status().value()).isEqualTo(409);
                    assertThat(refused.refusal().detail()).contains("the first 5 entries", "set back",
                            "begin again without a cursor");
                });
    }

    @Test
    void cursorGoesOnPageByPageWhateverTheSizeOfTheTree() {
        append(300);
        String cursor = null;
        int read = 0;
        for (int limit : List.of(1, 6, 1, 248, 1, 40, 10)) {
            var page = export.read(permit(), cursor, limit);
            read += lines(page).size();
            cursor = cursor(page);
        }
        assertThat(read).isEqualTo(300);

        append(1);

        assertThat(lines(export.read(permit(), cursor, 10))).hasSize(1);
    }

    @Test
    void cursorOfAnOlderVersionHoldsAPositionAloneAndStillGoesOn() {
        append(3);
        var old = cursors.write("evidence-export/" + acme.value(), "2");

        var page = export.read(permit(), old, 10);

        assertThat(lines(page)).hasSize(1);
        assertThat(lines(export.read(permit(), cursor(page), 10))).isEmpty();
    }

    @Test
    void logWhoseHashesAreMissingIsNotHandedOutAsIfItWereKnown() {
        append(3);
        var cursor = cursor(export.read(permit(), null, 10));
        database.superuserScript("delete from ev_tile");

        assertThatThrownBy(() -> export.read(permit(), cursor, 10)).isInstanceOf(LogUnreadableException.class)
                .hasMessageContaining("`tile/0/000.p/3` is missing");
    }

    private void append(int entries) {
        var ledger = LedgerForTests.over(database.platform()).ledger();
        database.transactions().tenant(acme, tx -> {
            for (int i = 0; i < entries; i++) {
                ledger.append(tx, Entry.of(Activity.GRANT_KEPT, Actor.PRODUCT,
                        new Target("grant", "g-1", "billing of bob"), Outcome.SUCCESS, ANY, "needed"));
            }
            return true;
        });
        log.sequence();
    }

    private static String cursor(ResponseEntity<byte[]> page) {
        return String.valueOf(page.getHeaders().getFirst(EvidenceExport.CURSOR));
    }

    private static List<String> lines(ResponseEntity<byte[]> page) {
        return new String(page.getBody(), UTF_8).lines().toList();
    }

    private Permit permit() {
        return new Permit(acme, ANY, new Principal.Product(), "evidence.read", 1,
                new Entry.Authority(ANY, "evidence.read", "given by the tenant owner"));
    }
}
