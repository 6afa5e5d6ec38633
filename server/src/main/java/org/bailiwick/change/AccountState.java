package org.bailiwick.change;

import java.util.Arrays;
import java.util.Optional;
import org.bailiwick.connector.Alteration;
import org.bailiwick.connector.Observed;

/** What an account can be set to, and by which fact of it a read proves that. */
public enum AccountState {
    UNLOCKED("unlock account", "Unlock", "locked", "not locked") {
        @Override
        Alteration alteration(String account) {
            return new Alteration.Unlock(account);
        }

        @Override
        Optional<Boolean> shownBy(Observed.Account account) {
            return Optional.ofNullable(account.locked()).map(locked -> !locked);
        }
    },
    DISABLED("disable account", "Disabling", "enabled", "disabled") {
        @Override
        Alteration alteration(String account) {
            return new Alteration.Disable(account);
        }

        @Override
        Optional<Boolean> shownBy(Observed.Account account) {
            return Optional.ofNullable(account.enabled()).map(enabled -> !enabled);
        }
    },
    ENABLED("enable account", "Enabling", "disabled", "enabled") {
        @Override
        Alteration alteration(String account) {
            return new Alteration.Enable(account);
        }

        @Override
        Optional<Boolean> shownBy(Observed.Account account) {
            return Optional.ofNullable(account.enabled());
        }
    };

    private final String action;
    private final String noun;
    private final String before;
    private final String text;

    AccountState(String action, String noun, String before, String text) {
        this.action = action;
        this.noun = noun;
        this.before = before;
        this.text = text;
    }

    String action() {
        return action;
    }

    /** For example {@code Unlock}, of somebody. */
    String noun() {
        return noun;
    }

    /** In which state the account is before. */
    public String before() {
        return before;
    }

    /** In which state the account is afterwards. */
    public String text() {
        return text;
    }

    abstract Alteration alteration(String account);

    /** Whether a read shows the account in this state; empty where the system does not tell. */
    abstract Optional<Boolean> shownBy(Observed.Account account);

    static Optional<AccountState> ofAction(String action) {
        return Arrays.stream(values()).filter(state -> state.action.equals(action)).findFirst();
    }
}
