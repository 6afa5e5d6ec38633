package org.bailiwick.testing;

/** Where a test gets the product's parts from: modules wired for it, or the whole server. */
public interface Beans {
    <T> T bean(Class<T> type);
}
