package org.bailiwick.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An account that may be the leaver's, as long as nobody has said whose it is. */
class LeaverWaitingForAWordTests extends LeaverScene {
    @Test
    void accountThatIsOnlyProposedIsNotKnownAndTheCaseStaysOpenUntilAWordIsSaid() {
        proposedIn("calder");
        assertThat(estate.preview().notKnown()).containsExactly(new NotKnown(estate.tenant("calder").id(),
                "an account may be theirs and waits for a person's word"));

        var leaver = estate.open();
        estate.settle();

        assertThat(estate.stand(leaver, "acme")).isEqualTo(Stand.ENDED);
        assertThat(estate.stand(leaver, "calder")).isEqualTo(Stand.WAITS_FOR_WORD);
        assertThat(estate.state(leaver)).isEqualTo(CaseState.OPEN);

        isSomebodyElse("calder");
        estate.settle();

        assertThat(estate.state(leaver)).isEqualTo(CaseState.CLOSED);
        assertThat(estate.isEnabled("calder", "x-" + estate.leaver)).isTrue();
    }

    private void proposedIn(String name) {
        estate.notYetIn(name);
        estate.realm(name).post("/users", Map.of("username", "x-" + estate.leaver, "enabled", true, "email",
                estate.leaver + "@example.org", "emailVerified", false, "firstName", estate.leaver, "lastName",
                "Example", "groups", List.of("/support")));
        estate.read(name);
    }

    private void isSomebodyElse(String name) {
        int said = estate.database.superuser()
                .sql("""
                     insert into correlation_word (tenant_id, identity_id, same_as, reason, person_id, said_at)
                     select tenant_id, identity_id, null, 'a namesake', 1, now() from account
                     where tenant_id = :tenant and username = :username""")
                .param("tenant", estate.tenant(name).id().value()).param("username", "x-" + estate.leaver).update();
        assertThat(said).isEqualTo(1);
    }
}
