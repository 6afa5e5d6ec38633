package org.bailiwick.console;

import java.time.Instant;
import java.util.List;
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
    public record Line(String tenant, String path, String role, List<String> may, String origin, Instant since,
            @Nullable Instant until) {
        public Line {
            may = List.copyOf(may);
        }
    }

    public String counted() {
        var all = authorities.stream().mapToInt(line -> line.may().size()).sum();
        return all == 1 ? "1 authority" : all + " authorities";
    }
}
