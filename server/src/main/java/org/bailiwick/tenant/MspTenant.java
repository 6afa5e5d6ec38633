package org.bailiwick.tenant;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Makes the MSP's own tenant at the first start, before anything can be asked or refused in its name. */
@Component
final class MspTenant implements SmartLifecycle {
    private final Tenants tenants;
    private final String shortName;
    private final String name;
    private boolean running;

    MspTenant(Tenants tenants, @Value("${bailiwick.msp.short-name:msp}") String shortName,
            @Value("${bailiwick.msp.name:MSP}") String name) {
        this.tenants = tenants;
        this.shortName = shortName;
        this.name = name;
    }

    @Override
    public void start() {
        tenants.createMsp(shortName, name);
        running = true;
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Right after the schema was checked. */
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE + 1;
    }
}
