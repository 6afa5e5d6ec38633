package org.bailiwick.web;

import org.springframework.http.HttpStatus;

/**
 * A page or a part of one, for a controller to return: the template gets the record as {@code model}, and the
 * {@link Frame} of the request as {@code frame}.
 *
 * @param template for example {@code register/list.jte}
 * @param model a public record; templates are compiled into another package
 */
public record View(String template, Object model, HttpStatus status) {
    public static View of(String template, Object model) {
        return new View(template, model, HttpStatus.OK);
    }

    public View withStatus(HttpStatus answer) {
        return new View(template, model, answer);
    }
}
