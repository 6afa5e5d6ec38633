package org.bailiwick.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** What fails after the first bytes are out is not answered in the middle of them. */
class BegunAnswerTests {
    private final ProblemAdvice advice = new ProblemAdvice();
    private final MockHttpServletResponse response = new MockHttpServletResponse();

    @Test
    void refusalBreaksOffAnAnswerThatHasBegunAndIsSaidWhereNoneHas() throws Exception {
        var refused = new RefusedException(Refusal.notFound());
        assertThat(advice.refused(refused, request(), response)).isNotNull();

        response.flushBuffer();

        assertThatThrownBy(() -> advice.refused(refused, request(), response)).isSameAs(refused);
    }

    private static MockHttpServletRequest request() {
        return new MockHttpServletRequest("GET", "/t/acme/evidence/export");
    }
}
