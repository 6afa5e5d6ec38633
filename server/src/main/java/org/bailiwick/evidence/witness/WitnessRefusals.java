package org.bailiwick.evidence.witness;

import org.bailiwick.web.Refusal;
import org.bailiwick.web.RefusedException;
import org.springframework.http.HttpStatus;

/** How problems with witnesses are said to people; the one switch over {@link WitnessProblem}. */
final class WitnessRefusals {
    private WitnessRefusals() {}

    static RefusedException of(WitnessProblem problem) {
        return new RefusedException(switch (problem) {
            case WitnessProblem.NameUnfit(var name) -> unfit("witness-name-unfit", "name does not fit",
                    "`%s` is no name of a witness; use 1 to 60 letters, digits, `.`, `_` and `-`".formatted(name));
            case WitnessProblem.AddressUnfit(var address) -> unfit("witness-address-unfit", "address does not fit",
                    "`%s` is no address of a witness; use one like `https://witness.example/` without user and query"
                            .formatted(address));
            case WitnessProblem.KeyUnfit(var why) -> unfit("witness-key-unfit", "key does not fit",
                    why + "; paste the key that the witness printed when it started");
            case WitnessProblem.Taken(var name) -> Refusal.of(HttpStatus.CONFLICT, "witness-taken",
                    "witness is registered already",
                    "a witness `%s` or one with this key is asked already; remove that one first".formatted(name));
            case WitnessProblem.Unknown(var witness) -> Refusal.notFound();
        });
    }

    private static Refusal unfit(String name, String title, String detail) {
        return Refusal.of(HttpStatus.UNPROCESSABLE_ENTITY, name, title, detail);
    }
}
