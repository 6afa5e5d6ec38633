package org.bailiwick.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.bailiwick.web.Access.Reach;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Remembers light or dark by a form and a cookie, so that it works without scripts and before the first paint. */
@Controller
final class ThemePages {
    private static final Duration REMEMBERED = Duration.ofDays(365);

    @PostMapping("/theme")
    @Access(scope = Reach.PUBLIC)
    Redirect choose(@RequestParam String theme, @RequestParam(defaultValue = "/") String back,
            HttpServletRequest request, HttpServletResponse response) {
        var cookie = ResponseCookie.from(Theme.COOKIE, Theme.of(theme).text()).path("/").maxAge(REMEMBERED)
                .sameSite("Lax").httpOnly(true).secure(request.isSecure()).build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
        return Redirect.to(Redirect.leadsInside(back) ? back : "/");
    }
}
