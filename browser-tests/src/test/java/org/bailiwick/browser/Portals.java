package org.bailiwick.browser;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** One demo, and as many browsers in front of it as tests run at a time. */
final class Portals implements AutoCloseable {
    private final Demo demo;
    private final Queue<Portal> idle = new ConcurrentLinkedQueue<>();

    Portals(Demo demo) {
        this.demo = demo;
    }

    static Portals open() {
        var demo = Demo.open();
        var portals = new Portals(demo);
        // While the demo starts.
        portals.idle.add(Portal.open(demo));
        demo.awaitComplete();
        return portals;
    }

    /** A portal for one test, which gives it back by closing this. */
    record Lent(Portal portal, Queue<Portal> to) implements AutoCloseable {
        @Override
        public void close() {
            to.add(portal);
        }
    }

    /** One whose browser runs: whoever comes after a browser that ended is not to fail with it. */
    Lent lend() {
        for (var portal = idle.poll(); portal != null; portal = idle.poll()) {
            if (portal.runs()) {
                return new Lent(portal, idle);
            }
            portal.close();
        }
        return new Lent(Portal.open(demo), idle);
    }

    @Override
    public void close() {
        idle.forEach(Portal::close);
        demo.close();
    }
}
