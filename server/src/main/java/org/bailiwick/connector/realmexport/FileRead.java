package org.bailiwick.connector.realmexport;

import java.util.List;

/**
 * What came of one file.
 *
 * @param realms the names of the realms in it
 * @param remarks what is to be said about it that belongs to no realm
 */
public record FileRead(String name, Outcome outcome, List<String> realms, List<Remark> remarks) {
    public FileRead {
        realms = List.copyOf(realms);
        remarks = List.copyOf(remarks);
    }

    public enum Outcome {
        READ, PARTLY, NOT_READ;

        /** For people and programs. */
        public String word() {
            return switch (this) {
                case READ -> "read";
                case PARTLY -> "partly read";
                case NOT_READ -> "not read";
            };
        }
    }
}
