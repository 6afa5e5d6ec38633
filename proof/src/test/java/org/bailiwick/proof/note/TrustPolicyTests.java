package org.bailiwick.proof.note;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bailiwick.proof.MalformedProofException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TrustPolicyTests {
    private static final String LOG = key("msp.example/heads", SignatureType.NOTE, 0).vkey();
    private static final List<VerifierKey> W = IntStream.range(1, 7)
            .mapToObj(i -> key("witness.example/" + i, SignatureType.COSIGNATURE, i)).toList();

    /** The shape of the example in C2SP tlog-policy: two of X and any of Y. */
    @Test
    void quorumOfGroupsIsMetAsTheStandardsExampleSays() {
        TrustPolicy policy = parse(
                """
                # two organisations
                log %s https://msp.example/heads

                \twitness X1 %s
                witness X2 %s
                witness X3  %s https://x3.example
                group X-witnesses 2 X1 X2 X3
                witness Y1 %s
                witness Y2 %s
                witness Y3 %s
                group Y-witnesses any Y1 Y2 Y3
                group X-and-Y all X-witnesses Y-witnesses
                quorum X-and-Y
                """.formatted(Stream.concat(Stream.of(LOG), W.stream().map(VerifierKey::vkey)).toArray()));

        assertThat(policy.logs()).hasSize(1);
        assertThat(policy.witnesses()).isEqualTo(W);
        assertThat(policy.isMetBy(List.of(W.get(0), W.get(2), W.get(4)))).isTrue();
        assertThat(policy.isMetBy(W)).isTrue();
        assertThat(policy.isMetBy(List.of(W.get(0), W.get(4), W.get(5)))).isFalse();
        assertThat(policy.isMetBy(List.of(W.get(0), W.get(1), W.get(2)))).isFalse();
        assertThat(policy.isMetBy(List.of())).isFalse();
    }

    @Test
    void quorumNoneIsMetByNobody() {
        TrustPolicy policy = parse("quorum none\n");

        assertThat(policy.wantsWitnesses()).isFalse();
        assertThat(policy.isMetBy(List.of())).isTrue();
    }

    @Test
    void oneWitnessCanBeTheQuorum() {
        TrustPolicy policy = parse("witness w %s\nquorum w\n".formatted(W.getFirst().vkey()));

        assertThat(policy.wantsWitnesses()).isTrue();
        assertThat(policy.isMetBy(List.of(W.getFirst()))).isTrue();
        assertThat(policy.isMetBy(List.of(W.get(1)))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "quorum", "quorum none", "quorum none\nquorum none\n", "quorum w\n",
        "log x\nquorum none\n",
        "unknown\nquorum none\n", "witness w W1\nwitness w W2\nquorum w\n", "witness w W1\nwitness v W1\nquorum w\n",
        "witness none W1\nquorum none\n", "witness w LOG\nquorum w\n", "log W1\nquorum none\n",
        "log LOG\nlog LOG\nquorum none\n",
        "group g any w\nwitness w W1\nquorum g\n", "witness w W1\ngroup g 0 w\nquorum g\n",
        "witness w W1\ngroup g 2 w\nquorum g\n",
        "witness w W1\ngroup g any w\ngroup h any w\nquorum g\n", "witness w W1\ngroup g any\nquorum g\n",
        "witness w W1\ngroup g any none\nquorum g\n", "witness w W1\ngroup g 01 w\nquorum g\n",
        "witness w W1\ngroup g all w w\nquorum g\n", "quorum none\r\n", "quorum none\n\u0001"})
    void whatIsNotAPolicyIsRefused(String wrong) {
        String policy = wrong.replace("W1", W.get(0).vkey()).replace("W2", W.get(1).vkey()).replace("LOG", LOG);

        assertThatThrownBy(() -> parse(policy)).isInstanceOf(MalformedProofException.class);
    }

    private static TrustPolicy parse(String policy) {
        return TrustPolicy.parse(policy.getBytes(UTF_8));
    }

    private static VerifierKey key(String name, SignatureType type, int number) {
        return SignedNoteTests.key(name, type, number + 40).verifierKey();
    }
}
