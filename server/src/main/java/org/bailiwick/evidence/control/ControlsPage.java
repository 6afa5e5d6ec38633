package org.bailiwick.evidence.control;

import java.util.List;
import org.bailiwick.web.VisibleTenant;

/** All mapped controls of one tenant, by framework. */
public record ControlsPage(VisibleTenant tenant, List<Group> groups) {
    public ControlsPage {
        groups = List.copyOf(groups);
    }

    public record Group(Framework framework, List<ControlStanding> controls) {
        public Group {
            controls = List.copyOf(controls);
        }

        /** For example {@code 3 covered, 2 gaps, 4 not known}; what is not known is never left out. */
        public String words() {
            return "%d covered, %d gap, %d not known".formatted(count(Coverage.COVERED), count(Coverage.GAP),
                    count(Coverage.NOT_KNOWN));
        }

        private long count(Coverage coverage) {
            return controls.stream().filter(each -> each.coverage() == coverage).count();
        }
    }

    static ControlsPage of(VisibleTenant tenant, List<Framework> frameworks, List<ControlStanding> all) {
        return new ControlsPage(tenant, frameworks.stream().map(framework -> new Group(framework,
                all.stream().filter(each -> each.control().framework().equals(framework.id())).toList())).toList());
    }

    public String path(Control control) {
        return "/t/%s/controls/%s/%s".formatted(tenant.shortName(), control.framework(), control.id());
    }
}
