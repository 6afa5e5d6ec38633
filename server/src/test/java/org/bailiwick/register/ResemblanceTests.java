package org.bailiwick.register;

import static org.assertj.core.api.Assertions.assertThat;

import org.bailiwick.register.Resemblance.Account;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResemblanceTests {
    @Test
    void theSameNameAloneIsNoSign() {
        var one = new Account("tom.baker", "Tom Baker", "tom@one.example", null);
        var other = new Account("tom.baker", "Tom Baker", "tom@two.example", null);

        assertThat(Resemblance.between(one, other)).isEmpty();
    }

    @Test
    void theSameNameAndEmployeeIdAreTwoSigns() {
        var one = new Account("tbaker", "Tom Baker", null, "N-17");
        var other = new Account("baker.t", "Tom Baker", null, " n-17 ");

        assertThat(Resemblance.between(one, other)).containsExactly("the same employee id `N-17`", "the same name");
    }

    @Test
    void anEmployeeIdAloneIsNoSignBecauseEveryEmployerCountsFromOne() {
        var one = new Account("ada", "Ada Low", null, "17");
        var other = new Account("bob", "Bob High", null, "17");

        assertThat(Resemblance.between(one, other)).isEmpty();
    }

    @Test
    void aMarkInTheAccountNameCountsWithTheNameOfThePerson() {
        var one = new Account("ng-hweiss", "Hannah Weiss", null, null);

        assertThat(Resemblance.between(one, new Account("hannah.ng", "Hannah Weiss", null, null)))
                .containsExactly("both account names carry `ng`", "the same name");
        assertThat(Resemblance.between(one, new Account("ng-hfalk", "Henrik Falk", null, null)))
                .as("colleagues share the mark").isEmpty();
    }

    @Test
    void aClaimedMailAddressCountsWithTheName() {
        var one = new Account("a", "Hannah Weiss", "hannah@msp.example", null);

        assertThat(Resemblance.between(one, new Account("b", "Hannah WEISS", "Hannah@msp.example", null))).hasSize(2);
    }

    @Test
    void aSingleWordIsNoName() {
        var one = new Account("admin", "Administrator", null, "1");

        assertThat(Resemblance.between(one, new Account("root", "Administrator", null, "1"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"ng-hweiss, Hannah Weiss, ng", "northgate.hannah, Hannah Weiss, northgate", "hannah.w, Hannah Weiss, ",
        "hannah.weiss.ext, Hannah Weiss, ext", "hweiss, Hannah Weiss, ", "northgate1, Hannah Weiss, "})
    void aMarkIsWhatIsNotMadeOfTheName(String username, String name, String mark) {
        assertThat(Resemblance.mark(new Account(username, name, null, null)).orElse(null)).isEqualTo(mark);
    }
}
