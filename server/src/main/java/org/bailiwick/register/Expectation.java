package org.bailiwick.register;

/**
 * Whether anybody expects a grant, and why that is said.
 *
 * @param why for a person: the function that gives it, what is beyond, or why it is not known
 */
public record Expectation(Word word, String why) {
    /** Not known is neither of the others. */
    public enum Word {
        EXPECTED("expected"), BEYOND("beyond the scope"), NOT_KNOWN("not known");

        private final String text;

        Word(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }

    public boolean known() {
        return word != Word.NOT_KNOWN;
    }

    public boolean beyond() {
        return word == Word.BEYOND;
    }
}
