/**
 * Texts that keys sign: C2SP signed-note, tlog-checkpoint and tlog-cosignature. A log signs checkpoints (its size and
 * root), witnesses cosign them. Reading is strict: each note has one byte form, and nothing is repaired.
 */
@NullMarked
package org.bailiwick.proof.note;

import org.jspecify.annotations.NullMarked;
