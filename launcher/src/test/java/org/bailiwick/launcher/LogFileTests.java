package org.bailiwick.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTests {
    @TempDir
    Path folder;
    private Path path;
    private LogFile log;

    @BeforeEach
    void logOfAnEarlierStart() throws IOException {
        path = folder.resolve("server.log");
        Files.writeString(path, "\nDescription:\n\nthe earlier start\n\nAction:\n\nnothing\n\n");
        log = LogFile.from(path);
    }

    @Test
    void explanationOfTheServerIsTakenFromItsReport() throws IOException {
        append("at org.example.Deep(Deep.java:1)\n\nDescription:\n\nthe database is gone\n\nAction:\n\nstart it\n\n");

        assertThat(log.explanation()).contains("the database is gone: start it");
    }

    @Test
    void withoutReportThereIsNoExplanation() throws IOException {
        append("java.lang.OutOfMemoryError: Java heap space\n");

        assertThat(log.explanation()).isEmpty();
        assertThat(log.tail()).contains("OutOfMemoryError");
    }

    private void append(String text) throws IOException {
        Files.writeString(path, text, StandardOpenOption.APPEND);
    }
}
