package org.bailiwick.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.bailiwick.platform.CommitUnknownException;
import org.bailiwick.platform.Ids;
import org.bailiwick.platform.Kept;
import org.bailiwick.platform.PlatformClock;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Profile;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.filter.OncePerRequestFilter;

/** The web module alone on a free port, without database and sign-in, and a few routes that go wrong. */
final class WebForTests implements AutoCloseable {
    /** Keeps what stands in this class out of the whole server that other tests start from the same class path. */
    private static final String ALONE = "web-alone";
    private final ConfigurableApplicationContext context;
    private final HttpClient http = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    WebForTests(Path var) {
        context = new SpringApplicationBuilder(Parts.class).profiles(ALONE)
                // As on the command line: what is only a default would lose against application.yaml.
                .run("--server.port=0", "--bailiwick.var=" + var);
    }

    HttpResponse<String> get(String path) {
        return send(path, HttpRequest.Builder::GET);
    }

    HttpResponse<String> send(String path, UnaryOperator<HttpRequest.Builder> request) {
        try {
            int port = ((WebServerApplicationContext) context).getWebServer().getPort();
            var uri = URI.create("http://127.0.0.1:" + port + path);
            return http.send(request.apply(HttpRequest.newBuilder(uri)).build(), BodyHandlers.ofString());
        } catch (IOException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }

    HttpResponse<String> post(String path, String type, String body) {
        return send(path, request -> request.header("Content-Type", type).POST(BodyPublishers.ofString(body)));
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public void close() {
        context.close();
    }

    @Configuration(proxyBeanMethods = false)
    @Profile(ALONE)
    @ComponentScan("org.bailiwick.web")
    @Import({TomcatServletWebServerAutoConfiguration.class, DispatcherServletAutoConfiguration.class,
        WebMvcAutoConfiguration.class, ErrorMvcAutoConfiguration.class, JacksonAutoConfiguration.class,
        HttpMessageConvertersAutoConfiguration.class, Ids.class, Troubled.class, BreaksOff.class, Forms.class})
    static class Parts {
        @Bean
        PlatformClock clock() {
            return new PlatformClock(() -> java.time.Duration.ZERO);
        }
    }

    /** Breaks off before any controller is reached, as the session's database may. */
    @Component
    @Profile(ALONE)
    static class BreaksOff extends OncePerRequestFilter {
        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain rest)
                throws ServletException, IOException {
            var broken = new DataAccessResourceFailureException("a secret of the inside");
            switch (request.getRequestURI()) {
                case "/api/v1/unconfirmed" ->
                    throw new CommitUnknownException(new SQLException("a secret of the inside"));
                case "/api/v1/in-between" -> {
                    Kept.begin(true);
                    throw broken;
                }
                case "/api/v1/unreachable" -> throw broken;
                case "/api/v1/unreachable-session" ->
                    throw new CannotCreateTransactionException("a secret of the inside", broken);
                case "/api/v1/unconfirmed-session" -> throw new TransactionSystemException("a secret of the inside");
                default -> rest.doFilter(request, response);
            }
        }
    }

    record Ticket(String system, String key) {}

    record Order(String reason, Ticket ticket) {}

    @RestController
    @Profile(ALONE)
    static class Troubled {
        @GetMapping("/api/v1/broken")
        String broken() {
            throw new IllegalStateException("a secret of the inside");
        }

        @GetMapping("/api/v1/things/{thing}")
        UUID thing(@PathVariable UUID thing) {
            return thing;
        }

        @PostMapping("/api/v1/orders")
        Order order(@RequestBody Order order) {
            return order;
        }

        @GetMapping("/api/v1/list")
        Slice<Integer> list(Paging paging, @RequestParam(required = false) Integer least) {
            return new Slice<>(List.of(paging.limit()), "further-on");
        }

        @GetMapping("/broken")
        View brokenPage() {
            throw new IllegalStateException("a secret of the inside");
        }
    }

    @Controller
    @Profile(ALONE)
    static class Forms {
        @PostMapping("/done")
        Redirect done() {
            return Redirect.to("/problems").withNotice("one grant <revoked>");
        }
    }
}
