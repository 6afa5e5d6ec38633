package org.bailiwick.demo;

import java.util.List;

/** All steps of the tour. */
public record TourPage(List<Row> rows) {
    public TourPage {
        rows = List.copyOf(rows);
    }

    /** @param here whether one is there now */
    public record Row(String title, String text, String path, boolean here) {}
}
