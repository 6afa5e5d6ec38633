@NullMarked
package org.bailiwick;

import org.jspecify.annotations.NullMarked;
