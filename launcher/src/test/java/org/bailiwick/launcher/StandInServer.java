package org.bailiwick.launcher;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** A program with the commands of the product's jar and nothing else, so that the launcher is tested by itself. */
public final class StandInServer {
    private static final String LOCATION = "--spring.config.additional-location=file:";

    private StandInServer() {}

    public static void main(String[] arguments) throws IOException {
        List<String> options = List.of(arguments);
        switch (arguments[0]) {
            case "database-setup" -> System.out.println(
                    """
                    do $$ declare role text; begin
                      foreach role in array array['tenant', 'worker', 'oversight', 'estate', 'signin', 'sequencer',
                                                  'retention', 'migrate'] loop
                        if not exists (select from pg_roles where rolname = 'bw_' || role) then
                          execute 'create role bw_' || role || ' login';
                        end if;
                      end loop;
                    end $$;""");
            case "migrate" -> System.out.println("given: " + settings(options).stringPropertyNames());
            default -> serve(options);
        }
    }

    /** Answers, shows what it was given, and dies when it is asked for that. */
    private static void serve(List<String> options) throws IOException {
        Properties settings = settings(options);
        int port = Integer.parseInt(value(options, "--server.port="));
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        http.createContext("/", exchange -> {
            if (exchange.getRequestURI().getPath().equals("/end")) {
                System.out.println("asked to end");
                Runtime.getRuntime().halt(3);
            }
            byte[] body = String.join("\n", settings.stringPropertyNames()).getBytes();
            exchange.sendResponseHeaders(200, body.length);
            try (exchange) {
                exchange.getResponseBody().write(body);
            }
        });
        http.start();
        System.out.println("first administrator: http://127.0.0.1:" + port + "/first-administrator?token=once");
    }

    private static Properties settings(List<String> options) throws IOException {
        var settings = new Properties();
        try (InputStream file = Files.newInputStream(Path.of(value(options, LOCATION)))) {
            settings.load(file);
        }
        return settings;
    }

    private static String value(List<String> options, String name) {
        return options.stream().filter(option -> option.startsWith(name)).findFirst().orElseThrow()
                .substring(name.length());
    }

    static Path jar(Path folder) throws IOException {
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, StandInServer.class.getName());
        Path jar = folder.resolve("stand-in-server.jar");
        String name = StandInServer.class.getName().replace('.', '/') + ".class";
        try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest);
                InputStream code = StandInServer.class.getClassLoader().getResourceAsStream(name)) {
            out.putNextEntry(new JarEntry(name));
            code.transferTo(out);
        }
        return jar;
    }
}
