package org.bailiwick.evidence.pack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Where packs are put together. What a killed server left there holds values that may be erased since, so it goes. */
@Component
final class PackFolder implements DisposableBean {
    /** The heads log proves a manifest within a minute or so; a pack that waits longer is read anew. */
    private static final Duration KEPT_FOR = Duration.ofMinutes(5);

    private static final Logger LOG = LoggerFactory.getLogger(PackFolder.class);

    private final Map<Long, PackSpool> kept = new ConcurrentHashMap<>();
    private final Path within;
    private final Duration keptFor;

    @Autowired
    PackFolder(@Value("${bailiwick.var}") Path var) {
        this(var, KEPT_FOR);
    }

    PackFolder(Path var, Duration keptFor) {
        this.within = var.resolve("packs");
        this.keptFor = keptFor;
        try {
            if (Files.isDirectory(within)) {
                PackSpool.remove(within);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    PackSpool spool() {
        return PackSpool.in(within);
    }

    /** Keeps what was collected for a pack until it is proven, so that it need not be read once more. */
    void keep(long pack, PackSpool collected) {
        closeQuietly(kept.put(pack, collected));
        CompletableFuture.delayedExecutor(keptFor.toMillis(), TimeUnit.MILLISECONDS).execute(() -> {
            if (kept.remove(pack, collected)) {
                closeQuietly(collected);
            }
        });
    }

    /** What was kept for a pack; whoever takes it closes it. Empty on another node, after a restart, and after a while. */
    Optional<PackSpool> taken(long pack) {
        return Optional.ofNullable(kept.remove(pack));
    }

    void letGo(long pack) {
        closeQuietly(kept.remove(pack));
    }

    /** A server that stops leaves nothing of it behind. */
    @Override
    public void destroy() {
        kept.keySet().forEach(this::letGo);
    }

    /** What cannot be removed now goes at the next start. */
    private static void closeQuietly(@Nullable PackSpool spool) {
        if (spool == null) {
            return;
        }
        try {
            spool.close();
        } catch (IOException | UncheckedIOException failed) {
            LOG.warn("what was collected for an audit pack could not be removed", failed);
        }
    }
}
