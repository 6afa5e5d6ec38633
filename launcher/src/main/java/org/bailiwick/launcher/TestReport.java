package org.bailiwick.launcher;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * The end of {@code ./bailiwick test}: the time of each suite, why tests were skipped, and one closing line over all
 * modules. It needs nothing but a JDK, so that it also runs where the build itself failed.
 */
public final class TestReport {

    private record Suite(String name, double seconds, int tests) {}

    private final List<Suite> suites = new ArrayList<>();
    private final List<String> failed = new ArrayList<>();
    private final List<String> skipped = new ArrayList<>();
    private int passed;

    /** Prints the report on the modules below the folder; exits 1 where a test failed or none ran. */
    public static void main(String[] arguments) throws IOException {
        var report = new TestReport();
        report.readAll(Path.of(arguments[0]));
        report.print(new PrintStream(System.out, true, StandardCharsets.UTF_8));
        System.exit(report.isGood() ? 0 : 1);
    }

    void readAll(Path root) throws IOException {
        try (Stream<Path> modules = Files.list(root)) {
            for (Path module : modules.sorted().toList()) {
                read(module.resolve("target/surefire-reports"));
                read(module.resolve("target/failsafe-reports"));
            }
        }
    }

    private void read(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(TestReport::isReport).sorted().toList()) {
                add(file);
            }
        }
    }

    private static boolean isReport(Path file) {
        return file.getFileName().toString().matches("TEST-.*\\.xml");
    }

    /** A report that cannot be read counts as a failure: its tests are not known to have passed. */
    private void add(Path file) throws IOException {
        try {
            Element suite = DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder().parse(file.toFile())
                    .getDocumentElement();
            List<Element> cases = children(suite, "testcase");
            cases.forEach(this::add);
            suites.add(new Suite(suite.getAttribute("name"), seconds(suite), cases.size()));
        } catch (ParserConfigurationException | SAXException broken) {
            failed.add("%s: the report cannot be read: %s".formatted(file, broken.getMessage()));
        }
    }

    private void add(Element test) {
        String className = test.getAttribute("classname");
        String name = className.substring(className.lastIndexOf('.') + 1) + "." + test.getAttribute("name");
        Optional<Element> problem = children(test, "failure").stream().findFirst()
                .or(() -> children(test, "error").stream().findFirst());
        Optional<Element> skip = children(test, "skipped").stream().findFirst();
        if (problem.isPresent()) {
            failed.add(name + ": " + firstLine(problem.get()));
        } else if (skip.isPresent()) {
            skipped.add(name + ": " + firstLine(skip.get()));
        } else {
            passed++;
        }
    }

    private static String firstLine(Element reason) {
        String said = reason.hasAttribute("message") ? reason.getAttribute("message") : reason.getTextContent();
        return said.strip().lines().findFirst().orElse("no reason given");
    }

    private static double seconds(Element suite) {
        String time = suite.getAttribute("time").replace(",", "");
        return time.isEmpty() ? 0 : Double.parseDouble(time);
    }

    private static List<Element> children(Element parent, String name) {
        var found = new ArrayList<Element>();
        NodeList nodes = parent.getChildNodes();
        for (int i = 0; i < nodes.getLength(); i++) {
            if (nodes.item(i) instanceof Element element && element.getTagName().equals(name)) {
                found.add(element);
            }
        }
        return found;
    }

    boolean isGood() {
        return failed.isEmpty() && passed > 0;
    }

    void print(PrintStream out) {
        out.println();
        suites.stream().sorted(Comparator.comparingDouble(Suite::seconds).reversed())
                .forEach(suite -> out.printf("%8.1f s  %4d  %s%n", suite.seconds(), suite.tests(), suite.name()));
        out.println();
        list(out, "failed", failed);
        list(out, "skipped", skipped);
        out.printf("%d passed, %d failed, %d skipped%n", passed, failed.size(), skipped.size());
    }

    private static void list(PrintStream out, String what, List<String> lines) {
        if (!lines.isEmpty() || what.equals("skipped")) {
            out.printf("%d %s%n", lines.size(), what);
            lines.forEach(line -> out.println("  " + line));
        }
    }
}
