package dev.connectorproxy.declarative.request;

import dev.harrel.jsonschema.MessageProvider;
import java.util.Collection;
import java.util.stream.Collectors;

/// What is expected where a keyword failed, in the words of a message. The library's own messages quote the value.
final class Expectations implements MessageProvider {

    @Override
    public String getMessage(String key, Object... args) {
        return switch (key) {
            case "type" -> joined(args[1], " or "); // see SchemaProblem
            case "required", "dependentRequired" ->
                    "must have the property " + joined(args[0], ", ");
            case "falseSchema" -> "is not allowed";
            case "maximum" -> "must be at most " + args[1];
            case "exclusiveMaximum" -> "must be less than " + args[1];
            case "minimum" -> "must be at least " + args[1];
            case "exclusiveMinimum" -> "must be greater than " + args[1];
            case "multipleOf" -> "must be a multiple of " + args[1];
            case "maxLength" -> "must have at most " + args[1] + " characters";
            case "minLength" -> "must have at least " + args[1] + " characters";
            case "maxItems" -> "must have at most " + args[1] + " elements";
            case "minItems" -> "must have at least " + args[1] + " elements";
            case "maxProperties" -> "must have at most " + args[1] + " properties";
            case "minProperties" -> "must have at least " + args[1] + " properties";
            case "contains" -> "must have an element that matches the schema";
            case "maxContains" ->
                    "must have at most " + args[1] + " elements that match the schema";
            case "minContains" ->
                    "must have at least " + args[1] + " elements that match the schema";
            case "anyOf" -> "must match at least one of the alternatives";
            case "oneOf" ->
                    Integer.valueOf(0).equals(args[0])
                            ? "must match one of the alternatives"
                            : "must match only one of the alternatives";
            case "not" -> "must not match the schema";
            default -> "does not match the schema";
        };
    }

    private static String joined(Object names, String separator) {
        return ((Collection<?>) names)
                .stream().map(Object::toString).sorted().collect(Collectors.joining(separator));
    }
}
