package org.bailiwick.browser;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** One demo, and as many browsers in front of it as tests run at a time. */
final class Portals implements AutoCloseable {
    private final Demo demo = Demo.open();
    private final Queue<Portal> idle = new ConcurrentLinkedQueue<>();

    Portals() {
        // While the demo starts.
        idle.add(Portal.open(demo));
        demo.awaitComplete();
    }

    /** A portal for one test, which gives it back by closing this. */
    record Lent(Portal portal, Queue<Portal> to) implements AutoCloseable {
        @Override
        public void close() {
            to.add(portal);
        }
    }

    Lent lend() {
        var portal = idle.poll();
        return new Lent(portal == null ? Portal.open(demo) : portal, idle);
    }

    @Override
    public void close() {
        idle.forEach(Portal::close);
        demo.close();
    }
}
