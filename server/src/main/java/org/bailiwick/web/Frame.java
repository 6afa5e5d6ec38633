package org.bailiwick.web;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/**
 * What surrounds every page: who looks, at which part of the estate, and what they may open from there.
 *
 * @param path of this page with its query
 * @param csrf the token that forms of this page carry; null where nobody needs one
 * @param notice one sentence about what was just done
 * @param guidance where the page is a station of a tour; null elsewhere
 */
public record Frame(String path, Instant now, Theme theme, Chrome.Parts parts, @Nullable String csrf,
        @Nullable String notice, Guide.@Nullable Guidance guidance, Assets assets) {

    public Moment moment(Instant at) {
        return new Moment(at, now);
    }

    /** The value of a query parameter of this page; null where it was not given. */
    public @Nullable String asked(String parameter) {
        var value = UriComponentsBuilder.fromUriString(path).build().getQueryParams().getFirst(parameter);
        return value == null || value.isEmpty() ? null : UriUtils.decode(value, StandardCharsets.UTF_8);
    }

    /** The same link, narrowed to the tenants that this page is narrowed to. */
    public String keep(String link) {
        var narrowed = UriComponentsBuilder.fromUriString(link);
        for (var parameter : List.of("tag", "set")) {
            var value = asked(parameter);
            if (value != null) {
                narrowed.replaceQueryParam(parameter, UriUtils.encode(value, StandardCharsets.UTF_8));
            }
        }
        return narrowed.build(true).toUriString();
    }

    /** As {@link #keep(String)}, where there may be no link. */
    public @Nullable String keepIfAny(@Nullable String link) {
        return link == null ? null : keep(link);
    }

    public boolean signedIn() {
        return parts.person() != null;
    }
}
