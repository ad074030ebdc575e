package dev.connectorproxy.importer;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What became of one document in a check.
///
/// @param name of the document
/// @param failure why it cannot be imported; empty if it can
/// @param calls empty unless operations were called
/// @param remainder operations that are not callable, or whose call is not valid, with the reason
record CheckedDocument(
        String name,
        String title,
        Optional<String> failure,
        int operations,
        int callable,
        Optional<Integer> calls,
        Map<String, List<String>> remainder) {

    static CheckedDocument failed(String name, String why) {
        return new CheckedDocument(name, "", Optional.of(why), 0, 0, Optional.empty(), Map.of());
    }

    boolean isComplete() {
        return failure.isEmpty() && remainder.isEmpty();
    }

    /// One line, and one more for each reason of a remainder.
    String text() {
        if (failure.isPresent()) {
            return "%s: NOT READ: %s%n".formatted(name, failure.get());
        }
        var out =
                new StringBuilder(
                        "%s: %s, %d operations, %d callable"
                                .formatted(name, title, operations, callable));
        calls.ifPresent(valid -> out.append(", %d calls valid".formatted(valid)));
        out.append('\n');
        remainder.forEach((reason, operations) ->
                operations.forEach(
                        operation -> out.append("  %s: %s%n".formatted(operation, reason))));
        return out.toString();
    }
}
