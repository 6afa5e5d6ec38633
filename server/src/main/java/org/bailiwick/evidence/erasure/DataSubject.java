package org.bailiwick.evidence.erasure;

import java.util.List;
import org.bailiwick.ledger.log.AboutSubject;

/**
 * Whose data is to be erased: an account, an identity with all its accounts and sign-ins, a person who signs in, or
 * whoever is named in a single entry.
 *
 * @param kind one of {@link #KINDS}
 * @param id public id; of a person the provider's and the subject there, of an entry's value with its pointer
 * @param name as the tenant knows it now; of an entry what kind of entry it is
 * @param found by what the values are found
 * @param persons who sign in and whose own data it is
 * @param identities whose data it is
 */
public record DataSubject(String kind, String id, String name, AboutSubject found, List<Long> persons,
        List<Long> identities) {
    static final List<String> KINDS = List.of("identity", "account", "person", "entry");

    public DataSubject {
        persons = List.copyOf(persons);
        identities = List.copyOf(identities);
    }

    /** For whoever may not read names here. */
    String titled() {
        return "erasure of the data of one " + kind;
    }
}
