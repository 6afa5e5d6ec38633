package org.bailiwick.evidence.erasure;

import java.util.List;
import org.bailiwick.ledger.log.Erasure;
import org.bailiwick.signin.Provider;
import org.bailiwick.web.Mark;
import org.bailiwick.web.Slice;
import org.bailiwick.web.VisibleTenant;
import org.jspecify.annotations.Nullable;

/**
 * Erasures of a tenant, newest first.
 *
 * @param further whether these are not the first ones
 * @param providers where those sign in whose data may be there
 * @param mayErase whether to show the form; the routes decide again
 */
public record ErasuresPage(VisibleTenant tenant, Slice<Erasure> page, boolean further, List<Provider> providers,
        boolean mayErase) {
    public ErasuresPage {
        providers = List.copyOf(providers);
    }

    static String path(VisibleTenant tenant) {
        return "/t/%s/erasures".formatted(tenant.shortName());
    }

    public String path() {
        return path(tenant);
    }

    public List<Erasure> erasures() {
        return page.items();
    }

    public @Nullable String first() {
        return further ? path() : null;
    }

    public @Nullable String next() {
        return page.nextCursor() == null ? null : path() + "?cursor=" + page.nextCursor();
    }

    public List<String> kinds() {
        return DataSubject.KINDS;
    }

    public static Mark mark(Erasure erasure) {
        return switch (erasure.state()) {
            case ASKED, ORDERED, HELD -> Mark.WAITING;
            case REFUSED, FAILED -> Mark.FAILED;
            case DONE, WITHDRAWN -> Mark.PLAIN;
        };
    }
}
