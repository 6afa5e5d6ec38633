package org.bailiwick.connector;

import java.util.Set;

/** Why a connection was not set; nothing was changed. */
public sealed interface ConnectionProblem {
    record SystemUnknown(String system, Set<String> known) implements ConnectionProblem {}

    /** @param setting {@code name}, {@code secret} or one of the system's settings */
    record Missing(String setting) implements ConnectionProblem {}

    record SettingUnknown(String setting, Set<String> known) implements ConnectionProblem {}

    record AddressUnfit(String address) implements ConnectionProblem {}

    /** The connection of this name works, what was wanted in its place does not. */
    record NotReplaced(String name, String finding) implements ConnectionProblem {}

    /** Another connection of the tenant leads to the same system. */
    record AlreadyConnected(String name) implements ConnectionProblem {}
}
