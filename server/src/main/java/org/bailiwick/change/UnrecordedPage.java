package org.bailiwick.change;

import java.util.List;
import org.bailiwick.web.VisibleTenant;
import org.jspecify.annotations.Nullable;

/**
 * What nobody ordered, as a page.
 *
 * @param days how far back is looked
 * @param notReadYet systems of which it cannot be told yet what came anew
 * @param first the beginning of the list, where this page is not it
 */
public record UnrecordedPage(VisibleTenant tenant, int days, List<UnrecordedChange> changes,
        List<NotReadYet> notReadYet, @Nullable String first, @Nullable String next) {
    public UnrecordedPage {
        changes = List.copyOf(changes);
        notReadYet = List.copyOf(notReadYet);
    }

    /** For example {@code mara holds billing-admin no more}. */
    public static String words(UnrecordedChange change) {
        var subject = change.subject();
        var object = change.object().orElse("");
        return switch (change.kind()) {
            case MEMBERSHIP -> switch (change.what()) {
                case APPEARED, RETURNED, CHANGED -> "%s was given %s".formatted(subject, object);
                case GONE -> "%s lost %s".formatted(subject, object);
            };
            case ACCOUNT -> "account %s %s".formatted(subject, became(change.what()));
            case CREDENTIAL -> "%s of %s %s".formatted(object, subject, became(change.what()));
            case ENTITLEMENT -> "%s %s %s".formatted(object, subject, became(change.what()));
            case CONTAINMENT -> switch (change.what()) {
                case APPEARED, RETURNED, CHANGED -> "%s now gives %s".formatted(subject, object);
                case GONE -> "%s gives %s no more".formatted(subject, object);
            };
            case SETTING -> "setting %s %s".formatted(subject, became(change.what()));
        };
    }

    private static String became(UnrecordedChange.What what) {
        return switch (what) {
            case APPEARED -> "is new";
            case CHANGED -> "was changed";
            case GONE -> "is gone";
            case RETURNED -> "is there again";
        };
    }
}
