package org.bailiwick.drift;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * By which mail domains the MSP's people are known in its customers' systems.
 *
 * @param mayNotSet why the person cannot set them; null where they can
 * @param typed what stands in the form, one a line
 * @param error why what was typed was not taken; null where nothing was refused
 */
public record MailDomainsPage(List<String> domains, @Nullable String mayNotSet, String typed, @Nullable String error) {
    public MailDomainsPage {
        domains = List.copyOf(domains);
    }
}
