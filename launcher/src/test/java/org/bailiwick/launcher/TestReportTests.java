package org.bailiwick.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestReportTests {
    private static final String PASSED = "<testcase classname='a.B' name='works' time='0.1'/>";
    private static final String FAILED = "<testcase classname='a.B' name='breaks'><failure message='no'/></testcase>";
    private static final String SKIPPED = """
                                          <testcase classname='a.B' name='waits'><skipped message='data is absent&#10;at a.B.waits'/></testcase>""";

    @TempDir
    Path root;

    @Test
    void closingLineSumsUpAllModulesAfterTheSkipsWithTheirReasons() throws IOException {
        suite("one", "surefire-reports", PASSED + SKIPPED);
        suite("two", "failsafe-reports", PASSED + PASSED);

        assertThat(printed().lines().toList()).endsWith("1 skipped", "  B.waits: data is absent",
                "3 passed, 0 failed, 1 skipped");
        assertThat(report().isGood()).isTrue();
    }

    @Test
    void failureIsNamedAndFailsTheRun() throws IOException {
        suite("one", "surefire-reports", PASSED + FAILED);

        assertThat(printed()).contains("B.breaks: no").endsWith("1 passed, 1 failed, 0 skipped\n");
        assertThat(report().isGood()).isFalse();
    }

    @Test
    void brokenReportIsNoSuccess() throws IOException {
        suite("one", "surefire-reports", PASSED);
        suite("two", "surefire-reports", "<testcase");

        assertThat(report().isGood()).isFalse();
    }

    @Test
    void runWithoutAnyTestIsNoSuccess() throws IOException {
        assertThat(report().isGood()).isFalse();
        assertThat(printed()).endsWith("0 passed, 0 failed, 0 skipped\n");
    }

    private void suite(String module, String folder, String cases) throws IOException {
        Path reports = Files.createDirectories(root.resolve(module).resolve("target").resolve(folder));
        Files.writeString(reports.resolve("TEST-a.B.xml"), "<testsuite name='a.B' time='1,000.5'>" + cases
                + "</testsuite>");
    }

    private TestReport report() throws IOException {
        var report = new TestReport();
        report.readAll(root);
        return report;
    }

    private String printed() throws IOException {
        var text = new ByteArrayOutputStream();
        report().print(new PrintStream(text, true, StandardCharsets.UTF_8));
        return text.toString(StandardCharsets.UTF_8);
    }
}
