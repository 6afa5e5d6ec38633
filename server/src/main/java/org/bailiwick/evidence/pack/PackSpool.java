package org.bailiwick.evidence.pack;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bailiwick.proof.pack.PackBuilder;
import org.bailiwick.proof.pack.PackContent;

/** A folder of its own for the files of one pack while it is put together; gone when it is closed. */
final class PackSpool implements AutoCloseable {
    private static final int BUFFER = 1 << 16;

    private final Path folder;
    private final Map<String, Path> files = new LinkedHashMap<>();
    private final Map<String, OutputStream> open = new LinkedHashMap<>();

    private PackSpool(Path folder) {
        this.folder = folder;
    }

    /** @param within left-overs of a node that was killed are removed from it at the start of the next */
    static PackSpool in(Path within) {
        try {
            return new PackSpool(Files.createTempDirectory(Files.createDirectories(within), "pack-"));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Where lines of this file of the pack are written. */
    OutputStream file(String name) {
        return open.computeIfAbsent(name, wanted -> {
            try {
                var path = folder.resolve(files.size() + ".part");
                files.put(wanted, path);
                return new BufferedOutputStream(Files.newOutputStream(path), BUFFER);
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        });
    }

    /** Nothing more comes; what was written is added to the pack. */
    void addTo(PackBuilder builder) throws IOException {
        for (var stream : open.values()) {
            stream.close();
        }
        files.forEach((name, path) -> builder.add(name, new PackContent.File(path)));
    }

    long size() throws IOException {
        long size = 0;
        for (var path : files.values()) {
            size += Files.size(path);
        }
        return size;
    }

    /** Where the pack itself is put together. */
    Path archive() {
        return folder.resolve("pack.zip");
    }

    @Override
    public void close() throws IOException {
        for (var stream : open.values()) {
            stream.close();
        }
        remove(folder);
    }

    static void remove(Path folder) throws IOException {
        try (var inside = Files.walk(folder)) {
            for (var path : inside.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
