package org.bailiwick.platform;

import java.util.Set;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/**
 * The only class that opens a transaction. Each method signs in as one database role and sets that role's context,
 * so that row-level security knows the tenant; an unset context raises. Transactions do not nest.
 */
@Component
public final class Transactions {
    private final Pools pools;
    private final PlatformClock clock;
    private final ParsedStatements statements = new ParsedStatements();
    private final ThreadLocal<String> open = new ThreadLocal<>();

    Transactions(Pools pools, PlatformClock clock) {
        this.pools = pools;
        this.clock = clock;
    }

    /** A request's transaction in one tenant. */
    public <T> T tenant(TenantId tenant, Function<TenantTx, T> work) {
        return run("tenant",
                () -> Session.open(pools.tenant, clock, statements, tenant, Context.tenant(tenant)),
                work::apply);
    }

    /** A job's transaction in one tenant. */
    public <T> T worker(TenantId tenant, Function<TenantTx, T> work) {
        return run("worker",
                () -> Session.open(pools.worker, clock, statements, tenant, Context.tenant(tenant)),
                work::apply);
    }

    /** A job's transaction on the global work tables. */
    public <T> T work(Function<GlobalTx, T> work) {
        return run("work", () -> Session.open(pools.worker, clock, statements, Context.noTenant()),
                work::apply);
    }

    /**
     * Reads over the listed tenants. An empty list is an error of the caller: nothing may be read then.
     */
    public <T> T oversight(Set<TenantId> tenants, Function<ReadTx, T> read) {
        if (tenants.isEmpty()) {
            throw new IllegalArgumentException("oversight reads at least one tenant");
        }
        return run("oversight", () -> Session.open(pools.oversight, clock, statements,
                Context.tenants(tenants)), read::apply);
    }

    /** Reads over the whole estate, for the risk owner's pages alone. */
    public <T> T estate(Function<ReadTx, T> read) {
        return run("estate", () -> Session.open(pools.estate, clock, statements, Context.noTenants()),
                read::apply);
    }

    /** Persons, sessions and directories, before a tenant is known. */
    public <T> T signin(Function<GlobalTx, T> work) {
        return run("signin", () -> Session.open(pools.signin, clock, statements, Context.nobody()),
                work::apply);
    }

    /** As {@link #signin(Function)}, and the authorities of this one person in all tenants can be read. */
    public <T> T signin(PersonId person, Function<GlobalTx, T> work) {
        return run("signin",
                () -> Session.open(pools.signin, clock, statements, Context.person(person)),
                work::apply);
    }

    /** The log's transaction in one tenant: it gives entries their positions and adds to the log, and writes nothing else. */
    public <T> T sequencer(TenantId tenant, Function<TenantTx, T> work) {
        return run("sequencer",
                () -> Session.open(pools.sequencer, clock, statements, tenant,
                        Context.queue(tenant)),
                work::apply);
    }

    /** The log's transaction on the inboxes and on the log of heads; the logs of tenants are closed to it. */
    public <T> T sequencer(Function<GlobalTx, T> work) {
        return run("sequencer", () -> Session.open(pools.sequencer, clock, statements, Context.queues()),
                work::apply);
    }

    /** Removes what is older than it has to be kept, in one tenant, and records it. */
    public <T> T retention(TenantId tenant, Function<TenantTx, T> work) {
        return run("retention",
                () -> Session.open(pools.retention, clock, statements, tenant,
                        Context.tenant(tenant)),
                work::apply);
    }

    private <T> T run(String role, java.util.function.Supplier<Session> opening, Function<Session, T> work) {
        if (open.get() != null) {
            throw new IllegalStateException(
                    "a %s transaction cannot open inside a %s transaction".formatted(role, open.get()));
        }
        open.set(role);
        try (var session = opening.get()) {
            T result = work.apply(session);
            session.commit();
            return result;
        } finally {
            open.remove();
        }
    }
}
