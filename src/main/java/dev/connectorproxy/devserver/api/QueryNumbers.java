package dev.connectorproxy.devserver.api;

import io.helidon.webserver.http.ServerRequest;
import java.util.Optional;

/// Whole numbers in paths and queries.
public final class QueryNumbers {
    private static final int MAX_DIGITS = 18;

    private QueryNumbers() {}

    /// The number that a text is; empty if it is none.
    public static Optional<Long> parse(String text) {
        return text.length() <= MAX_DIGITS && text.matches("[0-9]+")
                ? Optional.of(Long.valueOf(text))
                : Optional.empty();
    }

    /// A query parameter.
    ///
    /// @param absent its value if it is absent
    /// @throws DevServerException 400 when it is no number from 0 to that maximum
    public static int of(ServerRequest request, String name, int absent, int max) {
        var text = request.query().first(name);
        if (text.isEmpty()) {
            return absent;
        }
        return parse(text.get())
                .filter(number -> number <= max)
                .orElseThrow(() ->
                        DevServerException.badRequest("invalid " + name, "it must be 0 to " + max))
                .intValue();
    }
}
