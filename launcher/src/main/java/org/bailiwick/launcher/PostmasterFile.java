package org.bailiwick.launcher;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What a running server wrote about itself: its process on the first line, its port on the fourth. */
record PostmasterFile(long pid, int port) {

    static Optional<PostmasterFile> of(Path data) {
        Path file = data.resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        List<String> lines = PrivateFile.read(file).lines().map(String::strip).toList();
        boolean complete = lines.size() >= 4 && lines.get(0).matches("\\d+") && lines.get(3).matches("\\d+");
        return complete
                ? Optional.of(new PostmasterFile(Long.parseLong(lines.get(0)), Integer.parseInt(lines.get(3))))
                : Optional.empty();
    }
}
