package org.bailiwick.signin;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The page on which people choose their provider.
 *
 * @param tenant the short name that was asked for
 * @param asksForTenant whether there may be more providers than those shown
 * @param failed whether a sign-in was just not completed
 */
public record SignInPage(List<Choice> choices, String tenant, boolean asksForTenant, boolean failed) {
    /** @param problem why it does not answer; null where it does */
    public record Choice(String name, String issuer, String path, @Nullable String problem) {}
}
