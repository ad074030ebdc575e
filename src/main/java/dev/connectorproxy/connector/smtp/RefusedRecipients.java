package dev.connectorproxy.connector.smtp;

import jakarta.json.spi.JsonProvider;
import java.util.Map;
import java.util.stream.Collectors;

/// Formats the recipients that the server refused, each with the server's reply, as text and as JSON.
final class RefusedRecipients {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final int MAX_LISTED = 50;

    private RefusedRecipients() {}

    /// For example `a@example.com (550 no such user), b@example.com (…)`; a long list is shortened.
    static String toText(Map<String, SmtpReply> refused) {
        var names =
                refused.entrySet().stream()
                        .limit(MAX_LISTED)
                        .map(entry -> entry.getKey() + " (" + entry.getValue() + ")")
                        .collect(Collectors.joining(", "));
        int more = refused.size() - MAX_LISTED;
        return more > 0 ? names + " and " + more + " more" : names;
    }

    /// For example `{"refused":{"a@example.com":"550 no such user"}}`.
    static String toJson(Map<String, SmtpReply> refused) {
        var all = JSON.createObjectBuilder();
        refused.forEach((address, reply) -> all.add(address, reply.toString()));
        return JSON.createObjectBuilder().add("refused", all).build().toString();
    }
}
