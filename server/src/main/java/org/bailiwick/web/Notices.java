package org.bailiwick.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;

/** Carries one sentence from a form's answer to the next page, in a signed cookie that nobody else can write. */
@Component
final class Notices {
    private static final String COOKIE = "notice";
    private final Signatures signatures;

    Notices(Signatures signatures) {
        this.signatures = signatures;
    }

    void keep(String notice, HttpServletRequest request, HttpServletResponse response) {
        set(signatures.sign(COOKIE, List.of(notice)), Duration.ofMinutes(1), request, response);
    }

    Optional<String> take(HttpServletRequest request, HttpServletResponse response) {
        var cookie = WebUtils.getCookie(request, COOKIE);
        if (cookie == null || cookie.getValue().isEmpty()) {
            return Optional.empty();
        }
        set("", Duration.ZERO, request, response);
        return signatures.open(COOKIE, cookie.getValue()).map(List::getFirst);
    }

    private static void set(String value, Duration age, HttpServletRequest request, HttpServletResponse response) {
        var cookie = ResponseCookie.from(COOKIE, value).path("/").maxAge(age).httpOnly(true).sameSite("Lax")
                .secure(request.isSecure()).build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    }
}
