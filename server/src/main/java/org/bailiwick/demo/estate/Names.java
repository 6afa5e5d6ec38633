package org.bailiwick.demo.estate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Gives every invented person of the estate a name that nobody else has. */
final class Names {
    private final Dice dice;
    private final Parts parts;
    private final Set<Name> taken = new HashSet<>();
    private final List<Name> drawn = new ArrayList<>();

    record Parts(List<String> first, List<String> last) {}

    Names(Dice dice, Parts parts, List<Name> taken) {
        this.dice = dice;
        this.parts = parts;
        this.taken.addAll(taken);
    }

    Name fresh() {
        while (true) {
            var name = new Name(dice.oneOf(parts.first()), dice.oneOf(parts.last()));
            if (taken.add(name)) {
                drawn.add(name);
                return name;
            }
        }
    }

    /** People drawn so far; one of these names in another tenant makes a namesake. */
    List<Name> drawn() {
        return List.copyOf(drawn);
    }
}
