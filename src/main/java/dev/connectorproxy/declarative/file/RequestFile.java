package dev.connectorproxy.declarative.file;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A request that a file describes itself.
///
/// @param when JSONata over the arguments; empty for always
/// @param path the template, which begins with a slash
/// @param query sent with fixed values
/// @param headers sent with fixed values
/// @param body fixed members of the body
/// @param expression JSONata over the arguments for the body, which no parameter is in then
/// @param send how the parameters of the body are sent
public record RequestFile(
        Optional<SourceText> when,
        String method,
        String path,
        Map<String, JsonValue> query,
        Map<String, String> headers,
        JsonObject body,
        Optional<SourceText> expression,
        Send send,
        String place) {
    private static final Pattern VARIABLE = Pattern.compile("\\{([^{}]+)\\}");

    public RequestFile {
        query = Collections.unmodifiableMap(new LinkedHashMap<>(query));
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    /// The names of the variables in the path.
    Set<String> variables() {
        return VARIABLE.matcher(path)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toSet());
    }

    /// The form of a body.
    public enum Send {
        JSON("application/json"),
        FORM("application/x-www-form-urlencoded"),
        MULTIPART("multipart/form-data"),
        TEXT("text/plain"),
        BINARY("application/octet-stream");

        private final String mediaType;

        Send(String mediaType) {
            this.mediaType = mediaType;
        }

        String mediaType() {
            return mediaType;
        }

        /// Whether the body is one text, without members.
        boolean isWhole() {
            return this == TEXT || this == BINARY;
        }
    }
}
