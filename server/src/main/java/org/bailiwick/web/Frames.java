package org.bailiwick.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.bailiwick.platform.PlatformClock;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;

/** Makes the frame of a page from its request. */
@Component
final class Frames {
    private final ObjectProvider<Chrome> chrome;
    private final ObjectProvider<Guide> guide;
    private final Notices notices;
    private final PlatformClock clock;
    private final Assets assets;

    Frames(ObjectProvider<Chrome> chrome, ObjectProvider<Guide> guide, Notices notices, PlatformClock clock,
            Assets assets) {
        this.chrome = chrome;
        this.guide = guide;
        this.notices = notices;
        this.clock = clock;
        this.assets = assets;
    }

    Frame of(HttpServletRequest request, HttpServletResponse response) {
        if (isPartOfPage(request)) {
            return new Frame(path(request), clock.now(), theme(request), Chrome.Parts.NONE, csrf(request), null,
                    null, assets);
        }
        var filler = chrome.getIfAvailable();
        var parts = filler == null ? Chrome.Parts.NONE : filler.parts(request);
        return new Frame(path(request), clock.now(), theme(request), parts, csrf(request),
                notices.take(request, response).orElse(null),
                guide.stream().flatMap(each -> each.at(request).stream()).findFirst().orElse(null), assets);
    }

    /** Asks nobody, for the page that says that something is broken. */
    Frame bare(HttpServletRequest request) {
        return new Frame(path(request), clock.now(), theme(request), Chrome.Parts.NONE, null, null, null, assets);
    }

    private static boolean isPartOfPage(HttpServletRequest request) {
        return request.getHeader("HX-Request") != null;
    }

    private static @Nullable String csrf(HttpServletRequest request) {
        return request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken token ? token.getToken() : null;
    }

    private static Theme theme(HttpServletRequest request) {
        var cookie = WebUtils.getCookie(request, Theme.COOKIE);
        return cookie == null ? Theme.SYSTEM : Theme.of(cookie.getValue());
    }

    private static String path(HttpServletRequest request) {
        var query = request.getQueryString();
        return request.getRequestURI() + (query == null ? "" : "?" + query);
    }
}
