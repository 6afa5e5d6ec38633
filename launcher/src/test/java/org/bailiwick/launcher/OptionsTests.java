package org.bailiwick.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OptionsTests {

    @Test
    void portIs8080UnlessGiven() {
        assertThat(parse("demo").port()).isEqualTo(8080);
        assertThat(parse("demo", "--port", "9000").port()).isEqualTo(9000);
        assertThat(parse("demo", "--port=9000").port()).isEqualTo(9000);
    }

    @Test
    void whatIsNoPortIsRefused() {
        for (String wrong : List.of("0", "65536", "http", "-1", "")) {
            assertThatThrownBy(() -> parse("demo", "--port=" + wrong).port()).isInstanceOf(UsageException.class)
                    .hasMessageContaining("`" + wrong + "` is no port");
        }
    }

    @Test
    void unknownOptionAndMissingValueAreRefused() {
        assertThatThrownBy(() -> parse("demo", "--prot", "1")).isInstanceOf(UsageException.class)
                .hasMessageContaining("unknown option `--prot`");
        assertThatThrownBy(() -> parse("demo", "--port")).isInstanceOf(UsageException.class)
                .hasMessageContaining("`--port` needs a value");
    }

    @Test
    void optionGoesBeforeEnvironmentForTheDatabase() {
        var environment = Map.of("BAILIWICK_DATABASE_URL", "jdbc:postgresql://there/b");

        assertThat(Options.parse(List.of("serve"), environment).databaseUrl()).contains("jdbc:postgresql://there/b");
        assertThat(Options.parse(List.of("serve", "--database-url", "postgres://here/b"), environment).databaseUrl())
                .contains("jdbc:postgresql://here/b");
        assertThat(parse("serve").databaseUrl()).isEmpty();
    }

    private static Options parse(String... arguments) {
        return Options.parse(List.of(arguments), Map.of());
    }
}
