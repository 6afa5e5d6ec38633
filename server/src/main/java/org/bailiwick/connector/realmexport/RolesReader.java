package org.bailiwick.connector.realmexport;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads realm roles and client roles, which the oldest exports call application roles, and what they contain. */
final class RolesReader {
    private final Cursor cursor;
    private final Refs refs;

    RolesReader(Cursor cursor, Refs refs) {
        this.cursor = cursor;
        this.refs = refs;
    }

    void read(List<RoleDraft> into, Set<String> clients) {
        cursor.object(Kinds.ROLES, name -> {
            switch (name) {
                case "realm" -> cursor.list(Kinds.ROLES, index -> role(null, into));
                case "client", "application" -> cursor.object(Kinds.ROLES, client -> {
                    clients.add(Name.of(client));
                    cursor.list(Kinds.ROLES, index -> role(Name.of(client), into));
                });
                default -> cursor.unread("is no kind of roles that this reader knows", Kinds.ROLES);
            }
        });
    }

    private static final class Parts {
        @Nullable
        String id;
        @Nullable
        String name;
        @Nullable
        String description;
        boolean composite;
        @Nullable
        List<Ref> contents;
    }

    private void role(@Nullable String client, List<RoleDraft> into) {
        var pointer = cursor.pointer();
        var parts = new Parts();
        if (!cursor.object(Kinds.ROLES, field -> field(parts, field))) {
            if (cursor.atNull()) {
                cursor.unread("is null where a role belongs", Kinds.ROLES);
            }
            return;
        }
        if (parts.name == null) {
            cursor.unread("is a role without a name", Kinds.ROLES);
            return;
        }
        into.add(new RoleDraft(pointer, client, parts.name, parts.id, parts.description,
                parts.contents == null ? List.of() : parts.contents, parts.contents != null || !parts.composite));
    }

    private void field(Parts role, String field) {
        switch (field) {
            case "id" -> role.id = cursor.text(Kinds.NONE);
            case "name" -> role.name = cursor.name(Kinds.ROLES);
            case "description" -> role.description = cursor.text(Kinds.NONE);
            case "composite" -> role.composite = Boolean.TRUE.equals(cursor.flag(Kinds.CONTENTS));
            case "composites" -> role.contents = contents();
            default -> {
                // Attributes and ids of containers say nothing about access.
            }
        }
    }

    private List<Ref> contents() {
        var contents = new ArrayList<Ref>();
        cursor.object(Kinds.CONTENTS, name -> {
            switch (name) {
                case "realm" -> contents.addAll(refs.list(null, "/composites/realm", Kinds.CONTENTS));
                case "client", "application" -> contents.addAll(refs.byClient("/composites/" + name, Kinds.CONTENTS));
                default -> cursor.unread("is no kind of roles that this reader knows", Kinds.CONTENTS);
            }
        });
        return contents;
    }
}
