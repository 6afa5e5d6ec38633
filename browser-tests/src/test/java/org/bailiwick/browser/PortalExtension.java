package org.bailiwick.browser;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Starts demo and browsers at the first test that needs them and stops them after the last one. */
final class PortalExtension implements ParameterResolver {
    private static final Namespace SPACE = Namespace.create(PortalExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Portal.class;
    }

    @Override
    public Portal resolveParameter(ParameterContext parameter, ExtensionContext context) {
        var all = context.getRoot().getStore(SPACE).computeIfAbsent("portals", key -> new Portals(), Portals.class);
        return context.getStore(SPACE).computeIfAbsent("portal", key -> all.lend(), Portals.Lent.class).portal();
    }
}
