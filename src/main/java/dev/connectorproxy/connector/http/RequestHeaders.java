package dev.connectorproxy.connector.http;

import dev.connectorproxy.connector.http.python.Utf8;
import dev.connectorproxy.connector.http.shared.HttpRequestBody;
import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.spi.HttpRequest.Header;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// Builds the request headers from the arguments: the caller's own, Basic authentication, and the body's Content-Type.
final class RequestHeaders {
    private RequestHeaders() {}

    /// @param userinfo `user:password` of the URL; the arguments `basic_auth_*` take precedence over it, and it takes
    ///     precedence over an Authorization header
    static List<Header> of(
            Arguments arguments, Optional<String> userinfo, Optional<String> contentType) {
        var headers = new ArrayList<Header>();
        arguments.value("headers").ifPresent(given -> addAll(headers, given));
        basicAuth(arguments)
                .or(() -> userinfo)
                .ifPresent(credentials -> {
                    headers.removeIf(header -> header.name().equalsIgnoreCase("Authorization"));
                    headers.add(new Header("Authorization", basic(credentials)));
                });
        if (contentType.filter(HttpRequestBody::isMultipart).isPresent()) {
            headers.removeIf(header -> header.name().equalsIgnoreCase("Content-Type"));
        }
        contentType
                .filter(_ ->
                        headers.stream()
                                .noneMatch(
                                        header -> header.name().equalsIgnoreCase("Content-Type")))
                .ifPresent(type -> headers.add(new Header("Content-Type", type)));
        return headers;
    }

    private static Optional<String> basicAuth(Arguments arguments) {
        var user = arguments.string("basic_auth_username").orElse("");
        var password = arguments.string("basic_auth_password").orElse("");
        return user.isEmpty() || password.isEmpty()
                ? Optional.empty()
                : Optional.of(user + ":" + password);
    }

    private static String basic(String credentials) {
        return "Basic " + Base64.getEncoder().encodeToString(Utf8.encode(credentials));
    }

    private static void addAll(List<Header> headers, JsonValue given) {
        switch (given) {
            case JsonObject object ->
                    object.forEach((name, value) -> headers.add(header(name, value)));
            case JsonArray pairs ->
                    pairs.forEach(element -> {
                        if (!(element instanceof JsonArray pair)
                                || pair.size() != 2
                                || !(pair.get(0) instanceof JsonString name)) {
                            throw invalid(
                                    "parameter 'headers' is a list, but not of [name, value] pairs");
                        }
                        headers.add(header(name.getString(), pair.get(1)));
                    });
            default ->
                    throw invalid(
                            "parameter 'headers' must be an object or a list of [name, value] pairs");
        }
    }

    private static Header header(String name, JsonValue value) {
        if (!(value instanceof JsonString text)) {
            throw invalid("parameter 'headers' holds a value that is not a string");
        }
        if (!isAscii(text.getString())) {
            throw invalid(
                    "parameter 'headers' holds a value with a character outside ASCII; the V2 commands send Latin-1");
        }
        return new Header(name, text.getString());
    }

    /// As httpx, which async-http sends with; requests, which connector-http sends with, takes Latin-1.
    private static boolean isAscii(String value) {
        return value.chars().allMatch(c -> c < 0x80);
    }

    private static ConnectorException invalid(String message) {
        return new ConnectorException(ErrorCode.INVALID_PARAMETERS, message);
    }
}
