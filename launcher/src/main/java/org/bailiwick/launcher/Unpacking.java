package org.bailiwick.launcher;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * Archives become folders all at once: unpacked beside the place, then renamed, so that a run killed half-way leaves
 * nothing that looks complete, and of two at the same time one simply wins.
 */
final class Unpacking {
    private static final String UNFINISHED = ".unpacking-";

    private Unpacking() {}

    static void tarXz(InputStream archive, Path folder) throws IOException {
        Path fresh = beside(folder);
        try (var tar = new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(archive)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path place = inside(fresh, entry.getName());
                if (entry.isDirectory()) {
                    Files.createDirectories(place);
                } else if (entry.isSymbolicLink()) {
                    inside(fresh, place.resolveSibling(entry.getLinkName()).toString());
                    Files.createDirectories(place.getParent());
                    Files.createSymbolicLink(place, Path.of(entry.getLinkName()));
                } else {
                    write(tar, place, (entry.getMode() & 0b001_000_000) != 0);
                }
            }
        }
        putInPlace(fresh, folder);
    }

    /** The zip's single top folder becomes the folder. */
    static void zip(Path archive, Path folder) throws IOException {
        Path fresh = beside(folder);
        try (var zip = ZipFile.builder().setPath(archive).get()) {
            var entries = zip.getEntries();
            while (entries.hasMoreElements()) {
                ZipArchiveEntry entry = entries.nextElement();
                Path place = inside(fresh, entry.getName().substring(entry.getName().indexOf('/') + 1));
                if (entry.isDirectory()) {
                    Files.createDirectories(place);
                } else {
                    try (InputStream content = zip.getInputStream(entry)) {
                        write(content, place, (entry.getUnixMode() & 0b001_000_000) != 0);
                    }
                }
            }
        }
        putInPlace(fresh, folder);
    }

    /**
     * What was unpacked before, without what was linked into it since.
     *
     * @param unwritten below it, where both may have the same files
     */
    static void copy(Path from, Path folder, Path unwritten) throws IOException {
        Path fresh = beside(folder);
        try (Stream<Path> found = Files.walk(from)) {
            for (Path each : (Iterable<Path>) found::iterator) {
                Path relative = from.relativize(each);
                Path place = fresh.resolve(relative);
                if (Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS)) {
                    Files.createDirectories(place);
                } else if (relative.startsWith(unwritten)) {
                    share(each, place);
                } else if (!Files.isSymbolicLink(each)) {
                    Files.copy(each, place, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
        putInPlace(fresh, folder);
    }

    private static void share(Path file, Path place) throws IOException {
        try {
            Files.createLink(place, file);
        } catch (UnsupportedOperationException | FileSystemException noLinks) {
            // Some file systems have no second names.
            Files.copy(file, place, StandardCopyOption.COPY_ATTRIBUTES);
        }
    }

    private static Path beside(Path folder) throws IOException {
        Path parent = Folders.create(folder.toAbsolutePath().getParent());
        removeAbandoned(parent);
        Path fresh = Files.createTempDirectory(parent, folder.getFileName() + UNFINISHED);
        Files.setPosixFilePermissions(fresh, permissions(true));
        return fresh;
    }

    /** What a killed run left; another run may be at work on a younger one. */
    private static void removeAbandoned(Path parent) throws IOException {
        var longAgo = FileTime.from(Instant.now().minus(Duration.ofHours(1)));
        List<Path> beside;
        try (Stream<Path> listed = Files.list(parent)) {
            beside = listed.filter(path -> path.getFileName().toString().contains(UNFINISHED)).toList();
        }
        for (Path folder : beside) {
            if (Files.getLastModifiedTime(folder).compareTo(longAgo) < 0) {
                Folders.delete(folder);
            }
        }
    }

    private static Path inside(Path root, String name) throws IOException {
        Path place = root.resolve(name).normalize();
        if (!place.startsWith(root)) {
            throw new IOException("the archive reaches outside its folder by `" + name + "`");
        }
        return place;
    }

    private static void write(InputStream content, Path place, boolean executable) throws IOException {
        Files.createDirectories(place.getParent());
        Files.copy(content, place);
        Files.setPosixFilePermissions(place, permissions(executable));
    }

    private static Set<PosixFilePermission> permissions(boolean executable) {
        return PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--");
    }

    private static void putInPlace(Path fresh, Path folder) throws IOException {
        try {
            Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (DirectoryNotEmptyException | FileAlreadyExistsException otherRunWon) {
            Folders.delete(fresh);
        }
    }
}
