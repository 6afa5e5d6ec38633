package org.bailiwick.browser;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/**
 * Starts demo and browsers at the first test that needs them and stops them after the last one. A test whose browser
 * ended says so, whatever it failed with.
 */
final class PortalExtension implements ParameterResolver, TestExecutionExceptionHandler {
    private static final Namespace SPACE = Namespace.create(PortalExtension.class);
    private static final String LENT = "portal";

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Portal.class;
    }

    @Override
    public Portal resolveParameter(ParameterContext parameter, ExtensionContext context) {
        var all = context.getRoot().getStore(SPACE).computeIfAbsent("portals", key -> Portals.open(), Portals.class);
        return context.getStore(SPACE).computeIfAbsent(LENT, key -> all.lend(), Portals.Lent.class).portal();
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failed) throws Throwable {
        var lent = context.getStore(SPACE).get(LENT, Portals.Lent.class);
        throw lent == null ? failed : said(lent.portal(), failed);
    }

    /** What a failed test says: a crash of the browser is told from a defect of the portal. */
    static Throwable said(Portal portal, Throwable failed) {
        return portal.runs() ? failed : new BrowserEnded(failed);
    }

    static final class BrowserEnded extends AssertionError {
        BrowserEnded(Throwable failed) {
            super("the browser itself ended while this test ran, which says nothing about the portal: how is in the log"
                    + " at `process did exit`", failed);
        }
    }
}
