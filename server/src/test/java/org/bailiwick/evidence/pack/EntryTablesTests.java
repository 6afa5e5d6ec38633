package org.bailiwick.evidence.pack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.bailiwick.proof.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EntryTablesTests {
    /** What an older server made of an entry that a newer one wrote beside it, is made of it again. */
    @Test
    void olderFormsKnowOnlyWhatStoodThereThen() {
        var newer = new PackedEntry(1,
                (Json.Obj) Json
                        .parse("""
                               {"class_uid":7001,"bailiwick":{"access":{"user":{"uid":"u-77"},"privileges":["a"]}}}"""
                                .getBytes(UTF_8)),
                Map.of());

        for (var form : List.of(PackForm.ONE, PackForm.TWO)) {
            assertThat(EntryTables.account(form, newer)).as(form.tool()).isEmpty();
            assertThat(EntryTables.privilege(form, newer)).as(form.tool()).isEmpty();
        }
    }

    /** A pack of before is built again with the same bytes, so each form is read as it was, and a new one in every class. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
        "{\"class_uid\":3005,\"user\":{\"uid\":\"u-77\"},\"privileges\":[\"realm-admin\"]}|u-77|[\"realm-admin\"]",
        "{\"class_uid\":3004,\"entity\":{\"uid\":\"c-1\"}}|~~|~~",
        "{\"class_uid\":7001,\"bailiwick\":{\"access\":{\"user\":{\"uid\":\"u-77\"},\"privileges\":[\"a\"]}}}|u-77|[\"a\"]",
        "{\"class_uid\":3001,\"user\":{\"uid\":\"u-77\"},\"bailiwick\":{\"access\":{\"user\":{\"uid\":\"u-77\"}}}}|u-77|~~"})
    void accountAndRightAreTakenFromEitherForm(String body, String account, String privilege) {
        var entry = new PackedEntry(1, (Json.Obj) Json.parse(body.getBytes(UTF_8)), Map.of());

        assertThat(EntryTables.account(PackForm.NEWEST, entry)).isEqualTo(account);
        assertThat(EntryTables.privilege(PackForm.NEWEST, entry)).isEqualTo(privilege);
    }
}
