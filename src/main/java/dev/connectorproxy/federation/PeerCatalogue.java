package dev.connectorproxy.federation;

import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.spi.JsonText;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// The list that another proxy hands out, read: its entries by its own ids, as it wrote them.
///
/// @param skipped how many entries are not as the protocol has them, or beyond the bound
record PeerCatalogue(Map<String, JsonObject> entries, int skipped) {
    /// The most bytes a list may have.
    static final int MOST_BYTES = 4 << 20;

    /// The most entries that are taken from it.
    static final int MOST_ENTRIES = 2_000;

    private static final int DEEPEST = 100;
    private static final Set<String> TYPES = Set.of("str", "int", "bool", "any");

    /// What needs no encoding in a path, and is no dot segment.
    private static final Pattern ID =
            Pattern.compile(
                    "(?!.{129})[A-Za-z0-9_~-][A-Za-z0-9._~-]*/[A-Za-z0-9_~-][A-Za-z0-9._~-]*");

    /// @throws ConnectorException `ConnectionError`: it is not a JSON array
    static PeerCatalogue read(byte[] body) {
        var list = array(body);
        var entries = new LinkedHashMap<String, JsonObject>();
        int skipped = 0;
        for (var value : list) {
            if (entries.size() < MOST_ENTRIES
                    && value instanceof JsonObject entry
                    && wellFormed(entry)
                    && entries.putIfAbsent(entry.getString("id"), entry) == null) {
                continue;
            }
            skipped++;
        }
        return new PeerCatalogue(entries, skipped);
    }

    private static JsonArray array(byte[] body) {
        try {
            if (JsonText.of(body, DEEPEST).map(JsonText::value).orElse(JsonValue.NULL)
                    instanceof JsonArray list) {
                return list;
            }
        } catch (ConnectorException _) {
            // a number that cannot be read: told below
        }
        throw new ConnectorException(ErrorCode.CONNECTION_ERROR, "its list is not a JSON array");
    }

    private static boolean wellFormed(JsonObject entry) {
        return entry.get("id") instanceof JsonString id
                && ID.matcher(id.getString()).matches()
                && entry.get("parameters") instanceof JsonArray parameters
                && parameters.stream().allMatch(PeerCatalogue::isParameter);
    }

    private static boolean isParameter(JsonValue value) {
        return value instanceof JsonObject parameter
                && parameter.get("id") instanceof JsonString id
                && !id.getString().isEmpty()
                && parameter.get("type") instanceof JsonString type
                && TYPES.contains(type.getString())
                && (JsonValue.TRUE.equals(parameter.get("required"))
                        || JsonValue.FALSE.equals(parameter.get("required")));
    }
}
