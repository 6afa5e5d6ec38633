package org.bailiwick.platform;

import java.time.Duration;
import java.util.function.Supplier;

/** How far the product's time is ahead of the database's: zero, except in tests, which move it instead of sleeping. */
@FunctionalInterface
public interface TimeOffset extends Supplier<Duration> {}
