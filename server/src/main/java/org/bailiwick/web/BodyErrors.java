package org.bailiwick.web;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.validation.FieldError;
import org.springframework.web.bind.MethodArgumentNotValidException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** What is wrong in a JSON body, each with a JSON pointer (RFC 6901) to where. */
final class BodyErrors {
    private static final String NEXT = "correct what `errors` lists and send it again";

    private BodyErrors() {}

    record BodyError(String pointer, String detail) {}

    static Refusal of(HttpMessageNotReadableException unreadable) {
        if (!(unreadable.getCause() instanceof JacksonException json)) {
            return invalid(List.of(new BodyError("", "the body is missing or is no JSON")));
        }
        var detail = switch (json) {
            case UnrecognizedPropertyException unknown -> "there is no property `%s` here".formatted(
                    unknown.getPropertyName());
            case MismatchedInputException mismatch -> "this value is not of the expected kind";
            default -> "this is no well-formed JSON";
        };
        return invalid(List.of(new BodyError(pointer(json), detail)));
    }

    static Refusal of(MethodArgumentNotValidException invalid) {
        return invalid(invalid.getFieldErrors().stream()
                .map(error -> new BodyError(pointer(error), String.valueOf(error.getDefaultMessage()))).toList());
    }

    private static Refusal invalid(List<BodyError> errors) {
        return new Refusal(HttpStatus.BAD_REQUEST, "invalid-body", "body is not valid", NEXT,
                Map.of("errors", errors));
    }

    private static String pointer(JacksonException json) {
        return json.getPath().stream()
                .map(step -> "/" + (step.getPropertyName() == null ? step.getIndex() : escaped(step.getPropertyName())))
                .collect(Collectors.joining());
    }

    /** From Spring's {@code ticket.keys[0]} to {@code /ticket/keys/0}. */
    private static String pointer(FieldError error) {
        return "/" + escaped(error.getField()).replaceAll("[.\\[]", "/").replace("]", "");
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
