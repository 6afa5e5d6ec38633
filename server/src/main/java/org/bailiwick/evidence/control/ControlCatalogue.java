package org.bailiwick.evidence.control;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The controls that are mapped, as data: {@code controls/controls.json}. */
@Component
final class ControlCatalogue {
    private final List<Framework> frameworks;
    private final List<Control> controls;

    ControlCatalogue() {
        try (InputStream in = ControlCatalogue.class.getResourceAsStream("/controls/controls.json")) {
            if (in == null) {
                throw new IllegalStateException("the control map is not in the server");
            }
            var file = JsonMapper.shared().readValue(in, ControlFile.class);
            frameworks = List.copyOf(file.frameworks());
            controls = file.controls().stream().map(Entry::control).toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private record ControlFile(List<Framework> frameworks, List<Entry> controls) {}

    private record Entry(String framework, String id, String title, List<String> formerly, List<String> signals,
            @Nullable String unseen) {
        Control control() {
            return new Control(framework, id, title, formerly, signals.stream().map(Signal::of).toList(), unseen);
        }
    }

    List<Framework> frameworks() {
        return frameworks;
    }

    List<Control> controls() {
        return controls;
    }

    Optional<Control> find(String framework, String id) {
        return controls.stream().filter(each -> each.framework().equals(framework) && each.id().equals(id)).findFirst();
    }
}
