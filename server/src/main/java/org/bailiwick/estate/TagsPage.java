package org.bailiwick.estate;

import java.util.List;
import org.bailiwick.web.VisibleTenant;

/** @param most how many tags a tenant may have */
public record TagsPage(VisibleTenant tenant, List<String> tags, boolean mayTag, int most) {
    public TagsPage {
        tags = List.copyOf(tags);
    }
}
