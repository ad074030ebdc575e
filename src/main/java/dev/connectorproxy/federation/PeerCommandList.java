package dev.connectorproxy.federation;

import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.spi.JsonText;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// The parsed command list of a peer.
///
/// @param entries by the ids of the peer; what an entry does not say of its parameters is filled in
/// @param skipped the number of entries that are malformed, duplicate, or beyond the maximum
record PeerCommandList(Map<String, JsonObject> entries, int skipped) {
    private static final JsonProvider JSON = JsonProvider.provider();
    static final int MAX_BYTES = 8 << 20;

    static final int MAX_ENTRIES = 2_000;

    private static final int MAX_DEPTH = 100;
    private static final Set<String> TYPES = Set.of("str", "int", "bool", "any");

    /// Two path segments of unreserved characters (RFC 3986, 2.3) that are no dot segments, at most 128 characters.
    private static final Pattern ID =
            Pattern.compile(
                    "(?!.{129})[A-Za-z0-9_~-][A-Za-z0-9._~-]*/[A-Za-z0-9_~-][A-Za-z0-9._~-]*");

    /// @throws ConnectorException `ConnectionError`: the body is not a JSON array
    static PeerCommandList read(byte[] body) {
        var list = parseArray(body);
        var entries = new LinkedHashMap<String, JsonObject>();
        int skipped = 0;
        for (var value : list) {
            if (entries.size() < MAX_ENTRIES
                    && value instanceof JsonObject entry
                    && isWellFormed(entry)
                    && entries.putIfAbsent(entry.getString("id"), completed(entry)) == null) {
                continue;
            }
            skipped++;
        }
        return new PeerCommandList(entries, skipped);
    }

    private static JsonArray parseArray(byte[] body) {
        try {
            var json = JsonText.of(body, MAX_DEPTH).or(() -> JsonText.ofPython(body, MAX_DEPTH));
            if (json.map(JsonText::value).orElse(JsonValue.NULL) instanceof JsonArray list) {
                return list;
            }
        } catch (ConnectorException _) {
            // a number that cannot be parsed: refused below
        }
        throw new ConnectorException(ErrorCode.CONNECTION_ERROR, "its list is not a JSON array");
    }

    private static boolean isWellFormed(JsonObject entry) {
        return entry.get("id") instanceof JsonString id
                && ID.matcher(id.getString()).matches()
                && parameters(entry) instanceof JsonArray parameters
                && parameters.stream().allMatch(PeerCommandList::isNamed);
    }

    private static JsonValue parameters(JsonObject entry) {
        var parameters = entry.getOrDefault("parameters", JsonValue.NULL);
        return JsonValue.NULL.equals(parameters) ? JsonValue.EMPTY_JSON_ARRAY : parameters;
    }

    private static boolean isNamed(JsonValue value) {
        return value instanceof JsonObject parameter
                && parameter.get("id") instanceof JsonString id
                && !id.getString().isEmpty();
    }

    /// The entry with all that engines need: a list of parameters, each with a type of the protocol (`any` for others,
    /// such as `dict`) and `required`.
    private static JsonObject completed(JsonObject entry) {
        var parameters = parameters(entry).asJsonArray().getValuesAs(JsonObject.class);
        if (entry.get("parameters") instanceof JsonArray
                && parameters.stream().allMatch(PeerCommandList::isComplete)) {
            return entry;
        }
        var complete = JSON.createArrayBuilder();
        parameters.forEach(parameter -> complete.add(completedParameter(parameter)));
        return JSON.createObjectBuilder(entry).add("parameters", complete).build();
    }

    private static JsonObject completedParameter(JsonObject parameter) {
        var complete = JSON.createObjectBuilder(parameter);
        if (!hasKnownType(parameter)) {
            complete.add("type", "any");
        }
        if (!saysWhetherRequired(parameter)) {
            complete.add("required", false);
        }
        return complete.build();
    }

    private static boolean isComplete(JsonObject parameter) {
        return hasKnownType(parameter) && saysWhetherRequired(parameter);
    }

    private static boolean hasKnownType(JsonObject parameter) {
        return parameter.get("type") instanceof JsonString type && TYPES.contains(type.getString());
    }

    private static boolean saysWhetherRequired(JsonObject parameter) {
        var required = parameter.get("required");
        return JsonValue.TRUE.equals(required) || JsonValue.FALSE.equals(required);
    }
}
