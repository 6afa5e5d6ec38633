package org.bailiwick.web;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A {@link Scope} that stays whole, whatever tag or tenant set the address names: where something is confirmed over all
 * tenants, nobody may be shown less than it does.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface Unnarrowed {
}
