package org.bailiwick.signin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A browser with its cookies that follows no redirect by itself, or a client of the API that has none. */
final class Browser {
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final CookieManager cookies = new CookieManager();
    private final HttpClient http = HttpClient.newBuilder().cookieHandler(cookies).build();
    private final String url;

    Browser(String url) {
        this.url = url;
    }

    /** The same cookies, at a server that was started again. */
    Browser at(String newUrl) {
        var moved = new Browser(newUrl);
        cookies.getCookieStore().get(URI.create(url))
                .forEach(cookie -> moved.cookies.getCookieStore().add(URI.create(newUrl), cookie));
        return moved;
    }

    HttpResponse<String> get(String path, String... headers) {
        return send(request(path, headers).GET());
    }

    HttpResponse<String> post(String path, String json, String... headers) {
        return send(request(path, headers).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    HttpResponse<String> submit(String path, Map<String, String> form) {
        var body = form.entrySet().stream().map(field -> field.getKey() + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
        return send(request(path).header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    HttpRequest.Builder request(String path, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(path.startsWith("http") ? path : url + path));
        return headers.length == 0 ? request : request.headers(headers);
    }

    /** Goes the whole way of a person who signs in at the provider; returns the callback's answer. */
    HttpResponse<String> signIn(Provider at, FakeProvider fake, java.util.function.UnaryOperator<String> idToken) {
        var start = location(get("/sign-in/to/" + at.publicId()));
        var query = query(location(get(start)));
        var token = idToken.apply(query.get("nonce"));
        return get("/sign-in/callback/%s?code=%s&state=%s".formatted(at.publicId(),
                fake.code(token, query.get("code_challenge")), encoded(query.get("state"))));
    }

    static String csrf(HttpResponse<String> page) {
        var found = CSRF.matcher(page.body());
        if (!found.find()) {
            throw new AssertionError("no form token in " + page.body());
        }
        return found.group(1);
    }

    static String location(HttpResponse<String> response) {
        return response.headers().firstValue("Location")
                .orElseThrow(() -> new AssertionError(response.statusCode() + " " + response.body()));
    }

    static Map<String, String> query(String address) {
        return Arrays.stream(URI.create(address).getRawQuery().split("&")).map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0],
                        pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
