package org.bailiwick.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.bailiwick.Bailiwick;
import org.bailiwick.platform.TimeOffset;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The whole server on a free port over a test database, as {@code serve} starts it. */
public final class TestServer implements AutoCloseable, Beans {
    static {
        // What happens by itself is awaited on machines that do other things too.
        Awaitility.setDefaultTimeout(Duration.ofMinutes(1));
    }

    private final ConfigurableApplicationContext context;

    private TestServer(ConfigurableApplicationContext context) {
        this.context = context;
    }

    public static TestServer start(TestDatabase database, String... arguments) {
        var properties = new HashMap<String, Object>(
                Map.of("server.port", "0", "management.server.port", "-1", "bailiwick.database.url", database.url()));
        // A test's own Keycloak is nobody's outage.
        properties.put("bailiwick.keycloak.requests-per-second", "10000");
        if (Arrays.stream(arguments).noneMatch(argument -> argument.startsWith("--bailiwick.var="))) {
            properties.put("bailiwick.var", temporary().toString());
        }
        for (var role : new String[]{"tenant", "worker", "oversight", "estate", "signin", "sequencer", "retention"}) {
            properties.put("bailiwick.database." + role + ".username", "bw_" + role);
            properties.put("bailiwick.database." + role + ".password", "test");
        }
        Arrays.stream(arguments).filter(argument -> argument.startsWith("--management.server.port="))
                .forEach(given -> properties.remove("management.server.port"));
        // As on the command line: what is only a default would lose against application.yaml.
        var all = Stream
                .concat(properties.entrySet().stream().map(each -> "--" + each.getKey() + "=" + each.getValue()),
                        Arrays.stream(arguments))
                .toArray(String[]::new);
        return new TestServer(new SpringApplicationBuilder(Bailiwick.class)
                .initializers(context -> ((GenericApplicationContext) context).registerBean("testTime",
                        TimeOffset.class, database::time))
                .initializers(context -> ((GenericApplicationContext) context).registerBean(ProductClassesOnly.class))
                .run(all));
    }

    public String url() {
        return "http://127.0.0.1:" + ((WebServerApplicationContext) context).getWebServer().getPort();
    }

    @Override
    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** The product's routes; the health endpoints have a mapping of their own. */
    public RequestMappingHandlerMapping routes() {
        return context.getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class);
    }

    @Override
    public void close() {
        context.close();
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("bailiwick-var");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
