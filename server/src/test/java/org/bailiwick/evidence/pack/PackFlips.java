package org.bailiwick.evidence.pack;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.zip.CRC32;
import org.bailiwick.proof.pack.Fault;
import org.bailiwick.proof.pack.PackVerifier;

/** A pack of the product with one bit flipped, many times: whether it is found, and file and entry are named. */
final class PackFlips {
    private static final int SEED = 20_261_123;
    private static final int NAME_AT = 46;
    private static final int MENDED = 2_000;
    /** Runs the pack's own script again and again in one process; a start of Python for each would take an hour. */
    private static final String HARNESS = """
                                          import contextlib, io, sys
                                          script, pack = sys.argv[1:]
                                          code = compile(open(script).read(), script, "exec"); whole = open(pack, "rb").read()
                                          for line in sys.stdin:
                                              data = bytearray(whole); data[int(line) // 8] ^= 1 << int(line) % 8
                                              with open(pack + ".flipped", "wb") as file: file.write(data)
                                              sys.argv = [script, pack + ".flipped"]; scope, said = {"__name__": "__main__"}, io.StringIO()
                                              with contextlib.redirect_stdout(said):
                                                  try: exec(code, scope)
                                                  except BaseException: scope.get("tell", lambda *what: print("WRONG", what))(*sys.exc_info())
                                              sys.__stdout__.write(said.getvalue().partition("\\n")[0] + "\\n")
                                          """;

    private record Part(String name, int from, int content, int to) {}

    private final PackScene scene;
    private final byte[] pack;
    private final List<Part> parts;
    private final int[] bits;

    PackFlips(PackScene scene, byte[] pack, int flips) {
        this.scene = scene;
        this.pack = pack;
        this.parts = parts(pack);
        this.bits = new SplittableRandom(SEED).ints(flips, 0, pack.length * 8).toArray();
    }

    String byBwk() throws IOException {
        var file = scene.saved(pack);
        int found = 0;
        var unnamed = new ArrayList<String>();
        int inEntries = 0;
        for (int bit : bits) {
            Files.write(file, flipped(bit));
            var fault = PackVerifier.verify(file, Optional.empty()).fault();
            found += fault.isPresent() ? 1 : 0;
            var wanted = entry(bit / 8);
            inEntries += wanted.isPresent() ? 1 : 0;
            if (fault.isEmpty() || !named(fault.get(), bit / 8, wanted)) {
                unnamed.add("byte %d: %s".formatted(bit / 8, fault.map(Fault::sentence).orElse("holds")));
            }
        }
        return told(found, unnamed, ", %,d of them in an entry, which is named".formatted(inEntries));
    }

    private boolean named(Fault fault, int at, Optional<Long> entry) {
        return part(at).map(part -> fault.file().equals(part.name)
                && (entry.isEmpty() || fault.entry().isPresent() && fault.entry().getAsLong() == entry.get()))
                .orElse(!fault.file().isEmpty());
    }

    String byPython() {
        try {
            return python();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private String python() throws IOException {
        var file = scene.saved(pack);
        var script = Files.writeString(file.resolveSibling("verify.py"), scene.content(pack, "verify.py"));
        var harness = Files.writeString(file.resolveSibling("harness.py"), HARNESS);
        var process = new ProcessBuilder("python3", harness.toString(), script.toString(), file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        int found = 0;
        var unnamed = new ArrayList<String>();
        try (var asked = process.outputWriter(); BufferedReader said = process.inputReader()) {
            for (int bit : bits) {
                asked.write(bit + "\n");
                asked.flush();
                var line = String.valueOf(said.readLine());
                found += line.startsWith("WRONG ") ? 1 : 0;
                if (!part(bit / 8).map(part -> line.startsWith("WRONG " + part.name + ":"))
                        .orElse(line.startsWith("WRONG "))) {
                    unnamed.add("byte %d: %s".formatted(bit / 8, line));
                }
            }
        }
        return told(found, unnamed, "");
    }

    /** Who alters a pack on purpose mends the checksums of the archive too; then signatures and hashes alone find it. */
    String mended() throws IOException {
        var file = scene.saved(pack);
        int found = 0;
        int tried = 0;
        for (int bit : Arrays.copyOf(bits, Math.min(bits.length, MENDED))) {
            var part = part(bit / 8).filter(one -> bit / 8 >= one.content);
            if (part.isPresent()) {
                tried++;
                Files.write(file, mended(flipped(bit), part.get()));
                found += PackVerifier.verify(file, Optional.empty()).fault().isPresent() ? 1 : 0;
            }
        }
        return "%,d of %,d".formatted(found, tried);
    }

    private String told(int found, List<String> unnamed, String more) {
        unnamed.stream().limit(5).forEach(line -> System.out.println("BENCH not named: " + line));
        return "%,d of %,d found, %,d named%s; in a pack of %,d bytes".formatted(found, bits.length,
                bits.length - unnamed.size(), more, pack.length);
    }

    private byte[] flipped(int bit) {
        var flipped = pack.clone();
        flipped[bit / 8] ^= (byte) (1 << bit % 8);
        return flipped;
    }

    private byte[] mended(byte[] flipped, Part part) {
        var crc = new CRC32();
        crc.update(flipped, part.content, part.to - part.content);
        var fields = ByteBuffer.wrap(flipped).order(ByteOrder.LITTLE_ENDIAN);
        fields.putInt(part.from + 14, (int) crc.getValue());
        for (int at = directory(pack); at < pack.length - 22; at += NAME_AT + fields.getShort(at + 28)) {
            if (fields.getInt(at + 42) == part.from) {
                fields.putInt(at + 16, (int) crc.getValue());
            }
        }
        return flipped;
    }

    private Optional<Part> part(int at) {
        return parts.stream().filter(part -> at >= part.from && at < part.to).findFirst();
    }

    /** The index of the entry in which this byte lies. The pack begins with the log's first entry. */
    private Optional<Long> entry(int at) {
        return part(at).filter(part -> part.name.equals("entries.ocsf.jsonl") && at >= part.content)
                .map(part -> new String(Arrays.copyOfRange(pack, part.content, at), ISO_8859_1).chars()
                        .filter(symbol -> symbol == '\n').count());
    }

    private static int directory(byte[] pack) {
        return ByteBuffer.wrap(pack).order(ByteOrder.LITTLE_ENDIAN).getInt(pack.length - 6);
    }

    /** From its directory, as PKWARE's APPNOTE describes it. */
    private static List<Part> parts(byte[] pack) {
        var fields = ByteBuffer.wrap(pack).order(ByteOrder.LITTLE_ENDIAN);
        var parts = new ArrayList<Part>();
        for (int at = directory(pack); at < pack.length - 22;) {
            int length = fields.getShort(at + 28);
            int from = fields.getInt(at + 42);
            int content = from + 30 + length;
            parts.add(new Part(new String(pack, at + NAME_AT, length, ISO_8859_1), from, content,
                    content + fields.getInt(at + 20)));
            at += NAME_AT + length;
        }
        return parts;
    }
}
