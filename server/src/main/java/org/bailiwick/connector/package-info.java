/**
 * The SPI to tenants' systems and its contract; one sub-package a system. Never sees the register.
 */
@NullMarked
package org.bailiwick.connector;

import org.jspecify.annotations.NullMarked;
