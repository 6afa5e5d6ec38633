package org.bailiwick.connector.realmexport;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bailiwick.connector.ObjectKind;
import org.jspecify.annotations.Nullable;

/** Reads lists of names, and keeps equal references of many users once. */
final class Refs {
    private final Cursor cursor;
    private final Map<Ref, Ref> known = new HashMap<>();

    Refs(Cursor cursor) {
        this.cursor = cursor;
    }

    /** @param tail what stands before the index in the pointer */
    List<Ref> list(@Nullable String client, String tail, Set<ObjectKind> hides) {
        var refs = new ArrayList<Ref>(4);
        cursor.list(hides, index -> {
            var name = cursor.name(hides);
            if (name != null) {
                refs.add(known.computeIfAbsent(new Ref(client, name, tail + "/" + index), ref -> ref));
            }
        });
        return refs;
    }

    /** The roles of several clients: an object from client to list. */
    List<Ref> byClient(String tail, Set<ObjectKind> hides) {
        var refs = new ArrayList<Ref>(4);
        cursor.object(hides, client -> refs.addAll(list(Name.of(client), tail + "/" + escaped(client), hides)));
        return refs;
    }

    static String escaped(String name) {
        return Name.of(name).replace("~", "~0").replace("/", "~1");
    }
}
