package org.bailiwick.platform;

import java.net.URI;

/** Addresses that people enter for the product to call. */
public final class WebAddress {
    private WebAddress() {}

    /** Without user, query or fragment: those have no place in a base address, and a password there would be shown. */
    public static boolean fits(String address) {
        try {
            var uri = URI.create(address);
            return ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme())) && uri.getHost() != null
                    && uri.getRawUserInfo() == null && uri.getRawQuery() == null && uri.getRawFragment() == null;
        } catch (IllegalArgumentException notAnAddress) {
            return false;
        }
    }
}
