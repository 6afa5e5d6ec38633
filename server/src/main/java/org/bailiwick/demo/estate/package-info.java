/**
 * The sample estate as a plan: customers with their own character, written by us, and what is wrong in them, planted
 * from a seed and listed while it is planted.
 */
@NullMarked
package org.bailiwick.demo.estate;

import org.jspecify.annotations.NullMarked;
