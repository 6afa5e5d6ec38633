package org.bailiwick.connector.realmexport;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;

/** Opens a file as text: unpacks gzip and finds the encoding by its mark, or by where the zero bytes stand. */
final class ExportText {
    private static final int BUFFER = 1 << 16;

    private ExportText() {}

    static BarePlaceholders open(ExportFile file) throws IOException {
        var raw = new BufferedInputStream(file.opening().open(), BUFFER);
        try {
            var in = isGzip(raw) ? new BufferedInputStream(new GZIPInputStream(raw, BUFFER), BUFFER) : raw;
            return new BarePlaceholders(new InputStreamReader(in, encoding(in)));
        } catch (IOException failed) {
            raw.close();
            throw failed;
        }
    }

    private static boolean isGzip(InputStream in) throws IOException {
        var head = head(in);
        return head[0] == 0x1f && head[1] == 0x8b;
    }

    private static Charset encoding(InputStream in) throws IOException {
        var head = head(in);
        if (head[0] == 0xEF && head[1] == 0xBB && head[2] == 0xBF) {
            in.skipNBytes(3);
            return StandardCharsets.UTF_8;
        }
        if (head[0] == 0xFE && head[1] == 0xFF || head[0] == 0xFF && head[1] == 0xFE) {
            var wide = head[0] == 0xFF && head[2] == 0 && head[3] == 0;
            return wide ? StandardCharsets.UTF_32 : StandardCharsets.UTF_16;
        }
        if (head[0] == 0 && head[1] > 0) {
            return StandardCharsets.UTF_16BE;
        }
        return head[0] > 0 && head[1] == 0 ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_8;
    }

    /** The first four bytes, -1 where the file is shorter; they are still to be read afterwards. */
    private static int[] head(InputStream in) throws IOException {
        in.mark(4);
        int[] head = {in.read(), in.read(), in.read(), in.read()};
        in.reset();
        return head;
    }
}
