package dev.connectorproxy.declarative.request;

import dev.connectorproxy.openapi.ResponseDescription;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The media types that a command accepts: those of the successful responses of the description, JSON first, and others only where
/// there is no JSON.
final class AcceptHeader {
    private static final String ANY = "*/*";
    private static final String LESS = ";q=0.9";
    private static final int MAX_TYPES = 10;

    private AcceptHeader() {}

    static String of(Map<String, ResponseDescription> responses) {
        var types = types(responses);
        if (types.isEmpty()) {
            return ANY;
        }
        var first = types.getFirst();
        return types.stream()
                .map(type -> BodyKind.isJson(first) && !BodyKind.isJson(type) ? type + LESS : type)
                .collect(Collectors.joining(", "));
    }

    private static List<String> types(Map<String, ResponseDescription> responses) {
        return responses.entrySet().stream()
                .filter(response -> isSuccess(response.getKey(), responses))
                .flatMap(response -> response.getValue().contents().keySet().stream())
                .map(String::strip)
                .filter(AcceptHeader::isWellFormed)
                .distinct()
                .sorted(Comparator.comparing(type -> !BodyKind.isJson(type)))
                .limit(MAX_TYPES)
                .toList();
    }

    /// Without a success in the description, `default` is one.
    private static boolean isSuccess(String status, Map<String, ResponseDescription> responses) {
        return status.startsWith("2")
                || status.equals("default")
                        && responses.keySet().stream().noneMatch(other -> other.startsWith("2"));
    }

    private static boolean isWellFormed(String type) {
        return type.indexOf('/') > 0
                && type.indexOf(',') < 0
                && type.chars().allMatch(c -> c >= ' ' && c < 0x7F);
    }
}
