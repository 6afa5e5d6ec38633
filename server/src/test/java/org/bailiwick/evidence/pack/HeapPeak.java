package org.bailiwick.evidence.pack;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/** How much of the heap was still in use after the collection that left most; what lies between is only garbage. */
final class HeapPeak {
    private final AtomicLong most = new AtomicLong();
    private final AtomicLong collections = new AtomicLong();

    HeapPeak() {
        Set<String> heap = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP).map(pool -> pool.getName())
                .collect(Collectors.toSet());
        ManagementFactory.getGarbageCollectorMXBeans().forEach(collector -> ((NotificationEmitter) collector)
                .addNotificationListener((notification, nothing) -> {
                    if (notification.getUserData() instanceof CompositeData data) {
                        collected(heap, GarbageCollectionNotificationInfo.from(data));
                    }
                }, null, null));
    }

    private void collected(Set<String> heap, GarbageCollectionNotificationInfo collection) {
        long used = collection.getGcInfo().getMemoryUsageAfterGc().entrySet().stream()
                .filter(pool -> heap.contains(pool.getKey())).mapToLong(pool -> pool.getValue().getUsed()).sum();
        most.accumulateAndGet(used, Math::max);
        collections.incrementAndGet();
    }

    String mostAfterCollection() {
        return "%d MB, of %d collections".formatted(most.get() >> 20, collections.get());
    }
}
