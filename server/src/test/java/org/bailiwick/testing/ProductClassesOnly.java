package org.bailiwick.testing;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;

/** Keeps what tests arrange for themselves ({@code …ForTests}) out of a server that is started as the product. */
final class ProductClassesOnly extends TypeExcludeFilter {
    @Override
    public boolean match(MetadataReader type, MetadataReaderFactory factory) {
        return type.getClassMetadata().getClassName().contains("ForTests");
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ProductClassesOnly;
    }

    @Override
    public int hashCode() {
        return ProductClassesOnly.class.hashCode();
    }
}
