package org.bailiwick.search;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What is searched for, in the order in which hits are shown. */
public enum SearchKind {
    PAGE("Pages"), TENANT("Tenants"), IDENTITY("Identities"), ACCOUNT("Accounts"), ENTITLEMENT(
            "Entitlements"), FINDING("Findings"), CHANGE("Changes"), TICKET("Tickets");

    private final String title;

    SearchKind(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }

    /** In query parameters and JSON. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<SearchKind> find(String text) {
        return Arrays.stream(values()).filter(kind -> kind.text().equals(text)).findFirst();
    }
}
