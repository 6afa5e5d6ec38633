package org.bailiwick.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class CsvTests {
    @Test
    void cellsWithSeparatorsAndQuotesStayOneCell() {
        assertThat(Csv.text(List.of("tenant", "open"), List.of(List.of("Moss, \"Jo\"\nLtd", "3"))))
                .isEqualTo("tenant,open\r\n\"Moss, \"\"Jo\"\"\nLtd\",3\r\n");
    }

    @Test
    void whatASpreadsheetWouldCalculateIsShownInstead() {
        assertThat(Csv.text(List.of("name"), List.of(List.of("=HYPERLINK(1)"), List.of("@sum"), List.of("-1"),
                List.of("ok=1")))).isEqualTo("name\r\n'=HYPERLINK(1)\r\n'@sum\r\n'-1\r\nok=1\r\n");
    }

    @Test
    void fileIsOfferedUnderItsName() {
        var file = Csv.file("risk-board", List.of("tenant"), List.of(List.of("Ærø")));

        assertThat(file.getHeaders().getFirst("Content-Disposition"))
                .isEqualTo("attachment; filename=\"risk-board.csv\"");
        assertThat(file.getHeaders().getFirst("Content-Type")).isEqualTo("text/csv;charset=UTF-8");
        assertThat(new String(file.getBody(), StandardCharsets.UTF_8)).contains("Ærø");
    }
}
