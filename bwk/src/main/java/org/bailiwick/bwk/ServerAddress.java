package org.bailiwick.bwk;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/** Where the MSP's server is. A token goes there in the clear only on this machine, or where its owner wants that. */
record ServerAddress(URI base) {
    /** @param plainAllowed whether http will do beyond this machine */
    static ServerAddress of(String text, boolean plainAllowed) {
        URI uri = parse(text);
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        String host = uri.getHost();
        // What stands before an @ may be a password, so the address is not repeated.
        if (host == null || uri.getRawUserInfo() != null || uri.getRawQuery() != null || uri.getRawFragment() != null
                || !scheme.equals("https") && !scheme.equals("http")) {
            throw notOne();
        }
        if (scheme.equals("http") && !plainAllowed && !loopback(host)) {
            throw new UsageException("the token would go to `" + host
                    + "` where others can read it: use https, or allow it with `--allow-http`");
        }
        return new ServerAddress(uri);
    }

    private static URI parse(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException none) {
            throw notOne();
        }
    }

    private static UsageException notOne() {
        return new UsageException(
                "`--server` is an address like `https://msp.example`, without user, query or fragment");
    }

    private static boolean loopback(String host) {
        return host.equalsIgnoreCase("localhost") || host.equals("[::1]")
                || host.matches("127(\\.(25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])){3}");
    }

    URI resolve(String path) {
        return URI.create(base.toString().replaceFirst("/+$", "") + path);
    }

    @Override
    public String toString() {
        return base.getScheme() + "://" + base.getAuthority();
    }
}
