package org.bailiwick.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.nio.charset.StandardCharsets;
import org.bailiwick.proof.CanonicalJson;
import org.bailiwick.proof.Json;
import org.jspecify.annotations.Nullable;

/** Collects what an event must not say in clear, each value under a fresh salt. */
final class Withheld {
    private final Supplier<byte[]> salts;
    private final List<Disclosure> disclosures = new ArrayList<>();

    Withheld(Supplier<byte[]> salts) {
        this.salts = salts;
    }

    Withheld text(String pointer, @Nullable String value) {
        if (value != null) {
            disclosures.add(new Disclosure(pointer, salts.get(), value));
        }
        return this;
    }

    /** The value committed to is the canonical form, so that whoever holds the value can check it. */
    Withheld json(String pointer, @Nullable Json value) {
        return text(pointer, value == null ? null : new String(CanonicalJson.bytes(value), StandardCharsets.UTF_8));
    }

    List<Disclosure> disclosures() {
        return List.copyOf(disclosures);
    }

    Json.Arr commitments() {
        return Json.array(disclosures.stream().map(Disclosure::commitment).toList());
    }
}
