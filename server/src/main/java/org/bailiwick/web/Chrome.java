package org.bailiwick.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Fills the frame of a page. The module that knows sign-in and all features does; pages stand without it, unadorned. */
public interface Chrome {
    Parts parts(HttpServletRequest request);

    /**
     * @param person who is signed in; null when nobody is
     * @param scope the part of the estate that this page is about
     * @param search what can be searched from here; null where nothing can
     * @param choices by what lists of tenants can be narrowed; null where the page is no such list
     */
    record Parts(@Nullable Person person, @Nullable ScopeBar scope, List<Menu> menus, @Nullable Search search,
            @Nullable Choices choices) {
        public static final Parts NONE = new Parts(null, null, List.of(), null, null);

        public Parts {
            menus = List.copyOf(menus);
        }

        /** Whether a list of this page can be narrowed at all. */
        public boolean choosable() {
            return choices != null && !(choices.tags().isEmpty() && choices.sets().isEmpty());
        }
    }

    record Person(String name, String provider) {}

    /**
     * @param label a tenant's name, or how many tenants
     * @param path where the scope is changed
     * @param authority in which role the person is here and who gave it, as a sentence
     */
    record ScopeBar(String label, String path, String authority) {}

    /** @param tags words, each the parameter's own value */
    record Choices(List<String> tags, List<Choice> sets) {
        public Choices {
            tags = List.copyOf(tags);
            sets = List.copyOf(sets);
        }
    }

    record Choice(String id, String name) {}

    /**
     * @param path of the search page; what it suggests while somebody types stands below it, at {@code options}
     * @param where a tenant's name, or that it is all of them
     */
    record Search(String path, String where) {}

    record Menu(String title, List<Item> items) {
        public Menu {
            items = List.copyOf(items);
        }
    }

    /** @param waiting how much there is to do; null where nothing is counted */
    record Item(String label, String path, @Nullable Integer waiting) {
        public Item(String label, String path) {
            this(label, path, null);
        }

        /** Whether the page at {@code current} is this item or lies below it. */
        public boolean leadsTo(String current) {
            var page = current.split("\\?", 2)[0];
            return page.equals(path) || nested() && page.startsWith(path + "/");
        }

        /** The portal's own root and a tenant's home have every page below them, so only they themselves count. */
        private boolean nested() {
            return !path.equals("/") && !path.matches("/t/[^/]+");
        }
    }
}
