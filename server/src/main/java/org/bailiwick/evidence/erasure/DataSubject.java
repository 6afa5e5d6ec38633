package org.bailiwick.evidence.erasure;

import java.util.List;
import org.bailiwick.ledger.log.AboutSubject;

/**
 * Whose data is to be erased: an account, an identity with all its accounts and sign-ins, or a person who signs in.
 *
 * @param kind {@code account}, {@code identity} or {@code person}
 * @param id public id; of a person the subject at the provider, as entries say it
 * @param name as the tenant knows it now
 * @param found by what the values are found
 */
public record DataSubject(String kind, String id, String name, AboutSubject found) {
    static final List<String> KINDS = List.of("identity", "account", "person");

    /** For whoever may not read names here. */
    String titled() {
        return "erasure of the data of one " + kind;
    }
}
