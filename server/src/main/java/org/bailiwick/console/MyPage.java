package org.bailiwick.console;

import java.time.Instant;
import java.util.List;
import org.bailiwick.authority.Wording;
import org.bailiwick.web.VisibleTenant;
import org.jspecify.annotations.Nullable;

/**
 * What a person may do, where, and from whom they have it.
 *
 * @param assurance the authentication context that the provider stated; null where it stated none
 */
public record MyPage(String name, String issuer, String subject, @Nullable String assurance,
        @Nullable Instant signedInAt, List<Line> authorities) {
    public MyPage {
        authorities = List.copyOf(authorities);
    }

    /** What is held in one tenant from one origin until one end, since the oldest of it. */
    public record Line(VisibleTenant tenant, String role, List<String> capabilities, String origin, Instant since,
            @Nullable Instant until) {
        public Line {
            capabilities = List.copyOf(capabilities);
        }

        public String path() {
            return "/t/" + tenant.shortName();
        }

        /** In words. */
        public List<String> may() {
            return capabilities.stream().map(Wording::may).toList();
        }
    }

    public String counted() {
        var all = authorities.stream().mapToInt(line -> line.capabilities().size()).sum();
        return all == 1 ? "1 authority" : all + " authorities";
    }
}
