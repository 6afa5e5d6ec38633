package org.bailiwick.connector.realmexport;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A large realm is exported into several files: {@code acme-realm.json} without people, and {@code acme-users-0.json} and
 * so on with them. Here they become one realm again.
 */
final class Joining {
    private static final Pattern NUMBERED = Pattern.compile("-users-(\\d{1,6})\\.json(\\.gz)?$");

    private final Map<RealmDraft, List<RealmDraft>> joined = new LinkedHashMap<>();

    Joining(List<RealmDraft> drafts) {
        for (var draft : drafts) {
            if (!draft.isUsersOnly()) {
                joined.put(draft, new ArrayList<>());
            }
        }
        for (var draft : drafts) {
            if (draft.isUsersOnly()) {
                var whole = whole(draft);
                if (whole.isPresent()) {
                    joined.getOrDefault(whole.get(), new ArrayList<>()).add(draft);
                } else {
                    alone(draft);
                }
            }
        }
    }

    List<ExportedRealm> realms() {
        var realms = new ArrayList<ExportedRealm>();
        joined.forEach((whole, parts) -> {
            parts.forEach(part -> join(whole, part));
            if (!parts.isEmpty()) {
                gaps(whole, parts);
            }
            var files = new ArrayList<>(List.of(whole.file.name()));
            parts.forEach(part -> files.add(part.file.name()));
            realms.add(new Resolution(whole).resolve(files));
        });
        return realms;
    }

    /** The one realm of that name in the same folder, or the only one of that name at all. */
    private Optional<RealmDraft> whole(RealmDraft part) {
        var sameName = joined.keySet().stream().filter(whole -> !whole.isUsersOnly())
                .filter(whole -> String.valueOf(whole.name).equals(part.name)).toList();
        var sameFolder = sameName.stream().filter(whole -> whole.file.folder().equals(part.file.folder())).toList();
        if (sameFolder.size() == 1) {
            return Optional.of(sameFolder.getFirst());
        }
        return sameFolder.isEmpty() && sameName.size() == 1 ? Optional.of(sameName.getFirst()) : Optional.empty();
    }

    private void alone(RealmDraft part) {
        var known = joined.keySet().stream().filter(RealmDraft::isUsersOnly)
                .filter(other -> String.valueOf(other.name).equals(part.name)
                        && other.file.folder().equals(part.file.folder()))
                .findFirst();
        if (known.isPresent()) {
            joined.getOrDefault(known.get(), new ArrayList<>()).add(part);
            return;
        }
        joined.put(part, new ArrayList<>());
        part.remarks.odd(part.file.name(), "", "holds users only; give the file of the realm with it, so that their "
                + "roles and groups are known");
    }

    private static void join(RealmDraft whole, RealmDraft part) {
        whole.users.addAll(part.users);
        whole.federatedUsers.addAll(part.federatedUsers);
        part.told.stream().filter(name -> name.equals("users")).forEach(whole.told::add);
        whole.remarks.addAll(part.remarks);
    }

    /** Files of users are numbered from 0, so a missing one shows; the last one could be missing unseen. */
    private static void gaps(RealmDraft whole, List<RealmDraft> parts) {
        var numbers = new TreeSet<Integer>();
        var names = new ArrayList<>(parts);
        names.add(whole);
        for (var part : names) {
            var matcher = NUMBERED.matcher(part.file.name());
            if (matcher.find() && !part.file.name().contains("federated-users")) {
                numbers.add(Integer.valueOf(matcher.group(1)));
            }
        }
        if (!numbers.isEmpty() && numbers.last() >= numbers.size()) {
            whole.remarks.unread(whole.file.name(), "",
                    "%d files of users were given, and one of them has the number %d: "
                            .formatted(numbers.size(), numbers.last()) + "give the others too",
                    Kinds.USERS);
        }
    }
}
