package org.bailiwick.proof.witness;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.bailiwick.proof.DecimalText;
import org.bailiwick.proof.MalformedProofException;
import org.bailiwick.proof.note.LineReader;
import org.bailiwick.proof.note.SignedCheckpoint;
import org.bailiwick.proof.tree.ConsistencyProof;

/**
 * A log's request to a witness: this is my newest checkpoint, and it only adds to the one of size {@code oldSize} that
 * you cosigned last (body of {@code POST <prefix>/add-checkpoint}, C2SP tlog-witness).
 */
public record AddCheckpoint(long oldSize, ConsistencyProof proof, SignedCheckpoint checkpoint) {
    private static final String OLD = "old ";

    /** @throws MalformedProofException if the body is not such a request; the witness answers 400 */
    public static AddCheckpoint parse(byte[] body) {
        var reader = new LineReader(body);
        String first = reader.next();
        if (!first.startsWith(OLD)) {
            throw new MalformedProofException("the first line is `old` and the size of the previous checkpoint");
        }
        long oldSize = DecimalText.read(first.substring(OLD.length()));
        var proof = new ConsistencyProof(reader.hashes());
        return new AddCheckpoint(oldSize, proof, SignedCheckpoint.parse(reader.rest()));
    }

    public byte[] bytes() {
        var body = new StringBuilder(OLD + oldSize + "\n");
        proof.path().forEach(hash -> body.append(hash.base64()).append('\n'));
        return body.append('\n').append(new String(checkpoint.bytes(), UTF_8)).toString().getBytes(UTF_8);
    }
}
