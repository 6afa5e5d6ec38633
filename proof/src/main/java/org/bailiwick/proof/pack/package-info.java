/**
 * The audit pack: one file that gives an auditor a tenant's entries with everything that proves them, checked offline
 * by {@link org.bailiwick.proof.pack.PackVerifier}. It is a ZIP that every tool opens, in the only byte form that its
 * content has: each bit in it is either checked or fixed. The format is written down in ADR 6 and, part by part, at the
 * types: {@link org.bailiwick.proof.pack.Manifest}, {@link org.bailiwick.proof.pack.PackFiles}.
 */
@NullMarked
package org.bailiwick.proof.pack;

import org.jspecify.annotations.NullMarked;
