package org.bailiwick.connector.realmexport;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the tree of groups. A top-level group that breaks off in the middle is left out with all below it. */
final class GroupsReader {
    private static final int DEEPEST = 100;

    private final Cursor cursor;
    private final Refs refs;

    GroupsReader(Cursor cursor, Refs refs) {
        this.cursor = cursor;
        this.refs = refs;
    }

    void read(List<GroupDraft> into) {
        read(into, 1);
    }

    private static final class Parts {
        @Nullable
        String id;
        @Nullable
        String name;
        @Nullable
        String path;
        List<Ref> realmRoles = List.of();
        List<Ref> clientRoles = List.of();
        List<GroupDraft> groups = new ArrayList<>();
    }

    private void read(List<GroupDraft> into, int depth) {
        cursor.list(Kinds.GROUPS, index -> group(into, depth));
    }

    private void group(List<GroupDraft> into, int depth) {
        var pointer = cursor.pointer();
        var parts = new Parts();
        if (!cursor.object(Kinds.GROUPS, field -> field(parts, field, depth))) {
            if (cursor.atNull()) {
                cursor.unread("is null where a group belongs", Kinds.GROUPS);
            }
            return;
        }
        if (parts.name == null) {
            cursor.unread("is a group without a name", Kinds.GROUPS);
            return;
        }
        var roles = new ArrayList<>(parts.realmRoles);
        roles.addAll(parts.clientRoles);
        into.add(new GroupDraft(pointer, parts.name, parts.id, parts.path, roles, parts.groups));
    }

    private void field(Parts group, String field, int depth) {
        switch (field) {
            case "id" -> group.id = cursor.text(Kinds.NONE);
            case "name" -> group.name = cursor.name(Kinds.GROUPS);
            case "path" -> group.path = cursor.text(Kinds.NONE);
            case "realmRoles" -> group.realmRoles = refs.list(null, "/realmRoles", Kinds.CONTENTS);
            case "clientRoles", "applicationRoles" ->
                group.clientRoles = refs.byClient("/" + field, Kinds.CONTENTS);
            case "subGroups" -> below(group, depth);
            default -> {
                // Attributes say nothing about access.
            }
        }
    }

    private void below(Parts group, int depth) {
        if (depth == DEEPEST) {
            cursor.unread("lies more than %d groups deep".formatted(DEEPEST), Kinds.GROUPS);
            return;
        }
        group.groups = new ArrayList<>();
        read(group.groups, depth + 1);
    }
}
