/** The portal in a real browser, against the demo as a user starts it. */
@org.jspecify.annotations.NullUnmarked
package org.bailiwick.browser;
