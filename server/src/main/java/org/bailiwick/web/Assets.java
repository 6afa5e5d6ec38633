package org.bailiwick.web;

import org.springframework.stereotype.Component;
import org.springframework.web.servlet.resource.ResourceUrlProvider;

/** Addresses of static files; each holds a hash of the content, so browsers may keep them for good. */
@Component
public final class Assets {
    private final ResourceUrlProvider urls;

    Assets(ResourceUrlProvider urls) {
        this.urls = urls;
    }

    /** For example {@code /assets/app.css}. */
    public String url(String path) {
        var versioned = urls.getForLookupPath(path);
        if (versioned == null) {
            throw new IllegalArgumentException("there is no static file `%s`".formatted(path));
        }
        return versioned;
    }
}
