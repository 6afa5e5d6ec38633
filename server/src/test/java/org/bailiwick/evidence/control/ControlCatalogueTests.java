package org.bailiwick.evidence.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ControlCatalogueTests {
    private final ControlCatalogue catalogue = new ControlCatalogue();

    @Test
    void everyControlBelongsToAFrameworkAndStandsOnce() {
        var ids = catalogue.frameworks().stream().map(Framework::id).toList();

        assertThat(catalogue.controls()).allSatisfy(control -> assertThat(ids).contains(control.framework()));
        assertThat(catalogue.controls().stream().map(each -> each.framework() + "/" + each.id()))
                .doesNotHaveDuplicates();
    }

    @Test
    void everySignalShowsAControl() {
        assertThat(catalogue.controls().stream().flatMap(control -> control.signals().stream()).distinct())
                .containsExactlyInAnyOrderElementsOf(Arrays.asList(Signal.values()));
    }

    @Test
    void controlThatNothingShowsMustSayWhy() {
        assertThatThrownBy(() -> new Control("f", "1", "t", List.of(), List.of(), null))
                .hasMessageContaining("does not say why");
        assertThat(catalogue.controls()).filteredOn(control -> control.unseen() != null)
                .allSatisfy(control -> assertThat(control.unseen()).matches("[a-z].* not read"));
    }

    @Test
    void allTenOfOwaspAndAllSevenTenetsAreThereWhetherShownOrNot() {
        assertThat(ids("owasp-nhi-2025"))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 10).mapToObj("NHI%d"::formatted).toList());
        assertThat(ids("sp-800-207"))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 7).mapToObj(Integer::toString).toList());
    }

    @Test
    void idsOfTheCybersecurityFrameworkArePublishedOnes() throws IOException {
        var outline = Path.of(System.getProperty("bailiwick.root"), "..", "shared", "data", "frameworks",
                "csf-2.0-outline.csv");
        assumeTrue(Files.exists(outline), "skipped: ../shared is absent");
        var published = Files.readAllLines(outline);

        assertThat(ids("csf-2.0")).isNotEmpty()
                .allSatisfy(id -> assertThat(published).anyMatch(line -> line.startsWith("subcategory," + id + ",")
                        && line.endsWith(",yes")));
    }

    private List<String> ids(String framework) {
        return catalogue.controls().stream().filter(each -> each.framework().equals(framework)).map(Control::id)
                .toList();
    }
}
