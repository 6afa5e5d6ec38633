package org.bailiwick.web;

import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;
import org.springframework.web.util.UriComponentsBuilder;

/** Says in a {@code Link} header (RFC 8288) where a list goes on. */
@RestControllerAdvice
final class NextLink implements ResponseBodyAdvice<Slice<?>> {
    @Override
    public boolean supports(MethodParameter returnType, Class<? extends HttpMessageConverter<?>> converter) {
        return Slice.class.isAssignableFrom(returnType.getParameterType());
    }

    @Override
    public @Nullable Slice<?> beforeBodyWrite(@Nullable Slice<?> slice, MethodParameter returnType, MediaType type,
            Class<? extends HttpMessageConverter<?>> converter, ServerHttpRequest request,
            ServerHttpResponse response) {
        if (slice != null && slice.nextCursor() != null) {
            var next = UriComponentsBuilder.fromPath(request.getURI().getRawPath())
                    .query(request.getURI().getRawQuery())
                    .replaceQueryParam("cursor", slice.nextCursor()).build(true);
            response.getHeaders().add(HttpHeaders.LINK, "<" + next.toUriString() + ">; rel=\"next\"");
        }
        return slice;
    }
}
