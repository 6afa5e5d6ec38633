package org.bailiwick.web;

import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * Where a list goes on, as one opaque signed word. It is bound to its list (name it with tenant and filters, for example
 * {@code grants/3/critical}), so that a cursor of one list never opens a place in another.
 */
@Component
public final class Cursors {
    private final Signatures signatures;

    Cursors(Signatures signatures) {
        this.signatures = signatures;
    }

    /**
     * @param keys the sort keys of the last row shown
     */
    public String write(String list, String... keys) {
        return signatures.sign("cursor/" + list, List.of(keys));
    }

    /**
     * @throws RefusedException 400 for a cursor that was changed or belongs to another list
     */
    public List<String> read(String list, String cursor) {
        return signatures.open("cursor/" + list, cursor)
                .orElseThrow(() -> new RefusedException(Refusal.of(HttpStatus.BAD_REQUEST, "invalid-cursor",
                        "cursor is not valid", "the cursor was changed or belongs to another list; start the list again"
                                + " without `cursor`")));
    }
}
