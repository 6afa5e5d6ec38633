package org.bailiwick.demo;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.bailiwick.web.Access;
import org.bailiwick.web.Guide;
import org.bailiwick.web.Redirect;
import org.bailiwick.web.Refusal;
import org.bailiwick.web.RefusedException;
import org.bailiwick.web.View;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.util.WebUtils;

/**
 * The tour through the sample estate: each step signs in whoever acts in it and opens the page it happens on. Whoever
 * holds a sign-in link may take it, and nobody else: the cookie carries the link's key.
 */
@Controller
@Profile("demo")
@RequestMapping("/demo/tour")
final class DemoTour implements Guide {
    private static final String COOKIE = "bailiwick-tour";
    private static final String PATH = "/demo/tour";
    private static final Pattern VALUE = Pattern.compile("([A-Za-z0-9_-]{20,100})\\.(\\d{1,2})");
    private static final Duration REMEMBERED = Duration.ofHours(12);

    private final DemoSignIn signIn;

    DemoTour(DemoSignIn signIn) {
        this.signIn = signIn;
    }

    /** @param step 0 before the first */
    private record Place(String key, int step) {}

    /** Opened from the launcher's link. */
    @GetMapping("/start/{key}")
    @Access(scope = Access.Reach.PUBLIC)
    Redirect start(@PathVariable String key, HttpServletResponse response) {
        if (!signIn.offers(key)) {
            throw new RefusedException(Refusal.notFound());
        }
        remember(response, key + ".0", REMEMBERED);
        return Redirect.to(PATH);
    }

    @GetMapping
    @Access(scope = Access.Reach.PUBLIC)
    View overview(HttpServletRequest request) {
        var place = place(request).orElseThrow(() -> new RefusedException(Refusal.notFound()));
        return View.of("demo/tour.jte", new TourPage(IntStream.rangeClosed(1, TourStep.ALL.size())
                .mapToObj(number -> row(number, place.step())).toList()));
    }

    @GetMapping("/{step:\\d{1,2}}")
    @Access(scope = Access.Reach.PUBLIC)
    Redirect step(@PathVariable int step, HttpServletRequest request, HttpServletResponse response) {
        var place = place(request).orElseThrow(() -> new RefusedException(Refusal.notFound()));
        if (step < 1 || step > TourStep.ALL.size()) {
            throw new RefusedException(Refusal.notFound());
        }
        var station = TourStep.ALL.get(step - 1);
        signIn.as(station.username(), request);
        remember(response, place.key() + "." + step, REMEMBERED);
        return Redirect.to(station.page());
    }

    @GetMapping("/end")
    @Access(scope = Access.Reach.PUBLIC)
    Redirect end(HttpServletResponse response) {
        remember(response, "", Duration.ZERO);
        return Redirect.to("/");
    }

    @Override
    public Optional<Guidance> at(HttpServletRequest request) {
        if (request.getRequestURI().startsWith(PATH)) {
            return Optional.empty();
        }
        return place(request).filter(place -> place.step() > 0).map(place -> {
            var station = TourStep.ALL.get(place.step() - 1);
            boolean last = place.step() == TourStep.ALL.size();
            return new Guidance("%d of %d".formatted(place.step(), TourStep.ALL.size()), station.title(),
                    station.text(), PATH + "/" + place.step(), last ? null : PATH + "/" + (place.step() + 1), PATH,
                    PATH + "/end");
        });
    }

    private static TourPage.Row row(int number, int at) {
        var station = TourStep.ALL.get(number - 1);
        return new TourPage.Row(station.title(), station.text(), PATH + "/" + number, number == at);
    }

    private Optional<Place> place(HttpServletRequest request) {
        var cookie = WebUtils.getCookie(request, COOKIE);
        if (cookie == null) {
            return Optional.empty();
        }
        var value = VALUE.matcher(cookie.getValue());
        if (!value.matches() || !signIn.offers(value.group(1))) {
            return Optional.empty();
        }
        int step = Integer.parseInt(value.group(2));
        return step > TourStep.ALL.size() ? Optional.empty() : Optional.of(new Place(value.group(1), step));
    }

    private static void remember(HttpServletResponse response, String value, Duration age) {
        response.addHeader(HttpHeaders.SET_COOKIE, ResponseCookie.from(COOKIE, value).path("/").maxAge(age)
                .httpOnly(true).sameSite("Lax").build().toString());
    }
}
