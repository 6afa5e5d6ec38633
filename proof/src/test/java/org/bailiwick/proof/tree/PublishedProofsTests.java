package org.bailiwick.proof.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.bailiwick.proof.Json;
import org.bailiwick.proof.MalformedProofException;
import org.bailiwick.proof.Shared;
import org.junit.jupiter.api.Test;

/** The right and wrong proofs with which transparency-dev/merkle and its users are tested. */
final class PublishedProofsTests {
    @Test
    void everyPublishedInclusionProofIsAcceptedOrRefusedAsPublished() throws IOException {
        List<Path> files = files("inclusion");

        for (Path file : files) {
            Json vector = Json.parse(Shared.read(file));
            assertThat(included(vector)).as(file.toString()).isEqualTo(accepted(vector));
        }
        assertThat(files).hasSizeGreaterThanOrEqualTo(90);
    }

    @Test
    void everyPublishedConsistencyProofIsAcceptedOrRefusedAsPublished() throws IOException {
        List<Path> files = files("consistency");

        for (Path file : files) {
            Json vector = Json.parse(Shared.read(file));
            assertThat(consistent(vector)).as(file.toString()).isEqualTo(accepted(vector));
        }
        assertThat(files).hasSizeGreaterThanOrEqualTo(90);
    }

    private static boolean included(Json vector) {
        try {
            var proof = new InclusionProof(number(vector, "leafIdx"), proof(vector));
            return proof.proves(new TreeHash(bytes(vector, "leafHash")), number(vector, "treeSize"),
                    new TreeHash(bytes(vector, "root")));
        } catch (MalformedProofException notAHash) {
            return false;
        } catch (IllegalArgumentException negative) {
            return false;
        }
    }

    /** Some of these vectors are about sizes only and have any text for a root; its hash stands in for it. */
    private static boolean consistent(Json vector) {
        try {
            return new ConsistencyProof(proof(vector)).proves(number(vector, "size1"), root(bytes(vector, "root1")),
                    number(vector, "size2"), root(bytes(vector, "root2")));
        } catch (MalformedProofException notAHash) {
            return false;
        }
    }

    private static TreeHash root(byte[] bytes) {
        return bytes.length == TreeHash.SIZE ? new TreeHash(bytes) : TreeHash.ofLeaf(bytes);
    }

    private static List<TreeHash> proof(Json vector) {
        return vector.at("proof").orElseThrow() instanceof Json.Arr array
                ? array.items().stream()
                        .map(item -> new TreeHash(Base64.getDecoder().decode(((Json.Text) item).value()))).toList()
                : List.of();
    }

    private static byte[] bytes(Json vector, String name) {
        return Base64.getDecoder().decode(vector.textAt(name).orElse(""));
    }

    private static long number(Json vector, String name) {
        return (long) ((Json.Num) vector.at(name).orElseThrow()).value();
    }

    private static boolean accepted(Json vector) {
        return vector.at("wantErr").orElseThrow().equals(Json.bool(false));
    }

    private static List<Path> files(String kind) throws IOException {
        try (var files = Files.walk(Shared.vectors("transparency-dev-merkle").resolve("testdata/" + kind))) {
            return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
        }
    }
}
