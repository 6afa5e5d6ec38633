package org.bailiwick.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Leads through the portal, station after station, and says on each page what is to be seen there. */
public interface Guide {
    Optional<Guidance> at(HttpServletRequest request);

    /**
     * @param where for example {@code 3 of 10}
     * @param text what to look at and to try on this page
     * @param again leads back to this station's page
     * @param next null at the last station
     */
    record Guidance(String where, String title, String text, String again, @Nullable String next, String overview,
            String end) {}
}
