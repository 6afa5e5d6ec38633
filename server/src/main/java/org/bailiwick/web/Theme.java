package org.bailiwick.web;

import java.util.Locale;

/** Light or dark; without a choice the system's preference holds. */
public enum Theme {
    SYSTEM("as the system"), LIGHT("light"), DARK("dark");

    static final String COOKIE = "theme";
    private final String label;

    Theme(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    /** In cookie, form and the {@code data-theme} attribute. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Theme of(String text) {
        for (var theme : values()) {
            if (theme.text().equals(text)) {
                return theme;
            }
        }
        return SYSTEM;
    }
}
