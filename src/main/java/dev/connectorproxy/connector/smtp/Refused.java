package dev.connectorproxy.connector.smtp;

import jakarta.json.Json;
import java.util.Map;
import java.util.stream.Collectors;

/// Formats the recipients that the server refused, each with the server's reply, as text and as JSON.
final class Refused {
    private static final int NAMED = 50;

    private Refused() {}

    /// For example `a@example.com (550 no such user), b@example.com (…)`; a long list is shortened.
    static String text(Map<String, Reply> refused) {
        var names =
                refused.entrySet().stream()
                        .limit(NAMED)
                        .map(entry -> entry.getKey() + " (" + entry.getValue() + ")")
                        .collect(Collectors.joining(", "));
        int more = refused.size() - NAMED;
        return more > 0 ? names + " and " + more + " more" : names;
    }

    /// For example `{"refused":{"a@example.com":"550 no such user"}}`.
    static String json(Map<String, Reply> refused) {
        var all = Json.createObjectBuilder();
        refused.forEach((address, reply) -> all.add(address, reply.toString()));
        return Json.createObjectBuilder().add("refused", all).build().toString();
    }
}
