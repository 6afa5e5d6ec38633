package org.bailiwick.proof.tile;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bailiwick.proof.DecimalText;
import org.bailiwick.proof.Excerpt;
import org.bailiwick.proof.MalformedProofException;

/**
 * Where a tile or a bundle stands below a log's prefix: {@code tile/<level>/<index>[.p/<width>]} (C2SP tlog-tiles).
 *
 * @param level 0 are the leaves' hashes; {@link #ENTRIES} for a bundle of entries
 * @param index counted from 0 within the level
 * @param width 256, or fewer for the last one of a level
 */
public record TilePath(int level, long index, int width) {
    public static final int ENTRIES = -1;
    /** Hashes or entries in a full tile. */
    public static final int FULL = 256;

    private static final int HIGHEST_LEVEL = 63;
    private static final Pattern FORM = Pattern
            .compile("tile/(entries|[0-9]{1,2})/((?:x[0-9]{3}/)*[0-9]{3})(?:\\.p/([0-9]{1,3}))?");

    public TilePath {
        if (level < ENTRIES || level > HIGHEST_LEVEL || index < 0 || width < 1 || width > FULL) {
            throw new MalformedProofException(
                    "no tile has level %d, index %d and width %d".formatted(level, index, width));
        }
    }

    public static TilePath full(int level, long index) {
        return new TilePath(level, index, FULL);
    }

    /** The tile with this index in a tree of this size, as wide as it is there. It must not be beyond the tree. */
    public static TilePath in(long treeSize, int level, long index) {
        long hashes = treeSize >> 8 * Math.max(level, 0);
        long width = Math.min(FULL, hashes - index * FULL);
        if (width < 1) {
            throw new IllegalArgumentException(
                    "a tree of %d has no tile %d at level %d".formatted(treeSize, index, level));
        }
        return new TilePath(level, index, (int) width);
    }

    /** @throws MalformedProofException if this is not the one way in which such a path is written */
    public static TilePath parse(String path) {
        Matcher form = FORM.matcher(path);
        if (!form.matches()) {
            throw new MalformedProofException("`" + Excerpt.of(path) + "` is no path of a tile");
        }
        int level = form.group(1).equals("entries") ? ENTRIES : (int) DecimalText.read(form.group(1));
        String digits = form.group(2).replace("x", "").replace("/", "").replaceFirst("^0+(?=.)", "");
        int width = form.group(3) == null ? FULL : (int) DecimalText.read(form.group(3));
        var tile = new TilePath(level, DecimalText.read(digits), width);
        if (!tile.path().equals(path)) {
            throw new MalformedProofException("`" + Excerpt.of(path) + "` should be written `" + tile.path() + "`");
        }
        return tile;
    }

    public String path() {
        var path = new StringBuilder(threeDigits(index));
        for (long rest = index / 1000; rest > 0; rest /= 1000) {
            path.insert(0, "x" + threeDigits(rest) + "/");
        }
        path.insert(0, "tile/" + (level == ENTRIES ? "entries" : level) + "/");
        return partial() ? path + ".p/" + width : path.toString();
    }

    /** Of the last three; never in the digits of another language, as a format string would have them. */
    private static String threeDigits(long number) {
        return Long.toString(1000 + number % 1000).substring(1);
    }

    public boolean partial() {
        return width < FULL;
    }

    @Override
    public String toString() {
        return path();
    }
}
