package org.bailiwick.web;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.bailiwick.platform.Ids;
import org.springframework.core.io.Resource;
import org.springframework.web.servlet.resource.ResourceHttpRequestHandler;
import org.springframework.web.servlet.resource.ResourceResolver;
import org.springframework.web.servlet.resource.ResourceResolverChain;
import org.springframework.web.servlet.resource.ResourceUrlProvider;

/** Parts of the web module for the tests of feature modules, without a server. */
public final class PagesForTests {
    private PagesForTests() {}

    /** The page in a frame that nobody is signed in to. */
    public static String render(View view, Instant now) {
        var frame = new Frame("/", now, Theme.SYSTEM, Chrome.Parts.NONE, null, null, null, assets());
        var html = new StringOutput();
        TemplateEngine.createPrecompiled(ContentType.Html).render(view.template(),
                Map.of("frame", frame, "model", view.model()), html);
        return html.toString();
    }

    /** Cursors signed with a key under this folder. */
    public static Cursors cursors(Path var) {
        return new Cursors(new Signatures(new SigningKey(var, new Ids())));
    }

    private static Assets assets() {
        var handler = new ResourceHttpRequestHandler();
        handler.setResourceResolvers(List.of(new Unchanged()));
        var urls = new ResourceUrlProvider();
        urls.setHandlerMap(Map.of("/assets/*", handler));
        return new Assets(urls);
    }

    /** Leaves the names of static files as they are. */
    private static final class Unchanged implements ResourceResolver {
        @Override
        public Resource resolveResource(HttpServletRequest request, String path, List<? extends Resource> locations,
                ResourceResolverChain chain) {
            return null;
        }

        @Override
        public String resolveUrlPath(String path, List<? extends Resource> locations, ResourceResolverChain chain) {
            return path;
        }
    }
}
