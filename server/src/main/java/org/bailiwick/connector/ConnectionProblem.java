package org.bailiwick.connector;

import java.util.Set;
import java.util.UUID;

/** Why a connection was not set or not taken away; nothing was changed. */
public sealed interface ConnectionProblem {
    record SystemUnknown(String system, Set<String> known) implements ConnectionProblem {}

    /** @param setting {@code name}, {@code secret} or one of the system's settings */
    record Missing(String setting) implements ConnectionProblem {}

    record SettingUnknown(String setting, Set<String> known) implements ConnectionProblem {}

    /** The tenant has no such sign-in provider; those of others do not exist here. */
    record ProviderUnknown(UUID provider) implements ConnectionProblem {}

    record AddressUnfit(String address) implements ConnectionProblem {}

    /** The connection of this name works, what was wanted in its place does not. */
    record NotReplaced(String name, String finding) implements ConnectionProblem {}

    /** The connection of this name stays disconnected. */
    record NotReconnected(String name, String finding) implements ConnectionProblem {}

    record ChangedMeanwhile(String name) implements ConnectionProblem {}

    record ReasonMissing() implements ConnectionProblem {}

    record TicketMissing() implements ConnectionProblem {}

    record NoSuchConnection() implements ConnectionProblem {}

    record AlreadyDisconnected(String name) implements ConnectionProblem {}

    /** @param why what is under way, with what to do */
    record InUse(String name, String why) implements ConnectionProblem {}

    /** Another connection of the tenant leads to the same system. */
    record AlreadyConnected(String name) implements ConnectionProblem {}
}
