package dev.connectorproxy.connector.smtp;

import jakarta.json.Json;
import java.util.Map;
import java.util.stream.Collectors;

/// Recipients that the server did not take, each with its reply, told in words and as JSON.
final class Refused {
    private static final int NAMED = 50;

    private Refused() {}

    /// `a@example.com (550 no such user), b@example.com (…)`; of a long list, the beginning.
    static String text(Map<String, Reply> refused) {
        var names =
                refused.entrySet().stream()
                        .limit(NAMED)
                        .map(it -> it.getKey() + " (" + it.getValue() + ")")
                        .collect(Collectors.joining(", "));
        int more = refused.size() - NAMED;
        return more > 0 ? names + " and " + more + " more" : names;
    }

    /// `{"refused":{"a@example.com":"550 no such user"}}`, as a text.
    static String json(Map<String, Reply> refused) {
        var all = Json.createObjectBuilder();
        refused.forEach((address, reply) -> all.add(address, reply.toString()));
        return Json.createObjectBuilder().add("refused", all).build().toString();
    }
}
