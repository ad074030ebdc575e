package dev.connectorproxy.toolkit.payment;

import dev.connectorproxy.spi.HttpRequest.Header;
import dev.connectorproxy.spi.payment.PaymentException;
import dev.connectorproxy.toolkit.PercentCodec;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// A request to a provider's API. Immutable; every method returns a new one. Its `toString` contains method and path
/// only.
///
/// @param target path and query, percent-encoded, with a leading slash
public record ProviderRequest(
        String method, String target, List<Header> headers, Optional<byte[]> body) {
    public ProviderRequest {
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(body, "body");
        if (!target.startsWith("/")) {
            throw new IllegalArgumentException("a path begins with a slash: " + target);
        }
        headers = List.copyOf(headers);
    }

    /// A request without a body.
    ///
    /// @param path a template such as `/v1/accounts/{}/balances`
    /// @param segments the values that replace each `{}`; they are percent-encoded here
    public static ProviderRequest of(String method, String path, String... segments) {
        var parts = path.split("\\{}", -1);
        if (parts.length != segments.length + 1) {
            throw new IllegalArgumentException("not as many segments as in " + path);
        }
        var target = new StringBuilder(parts[0]);
        for (int i = 0; i < segments.length; i++) {
            target.append(segment(segments[i])).append(parts[i + 1]);
        }
        return new ProviderRequest(method, target.toString(), List.of(), Optional.empty());
    }

    /// A `GET`.
    public static ProviderRequest get(String path, String... segments) {
        return of("GET", path, segments);
    }

    /// A `POST`.
    public static ProviderRequest post(String path, String... segments) {
        return of("POST", path, segments);
    }

    /// The same with one more query parameter; name and value are percent-encoded here.
    public ProviderRequest query(String name, String value) {
        var sign = target.indexOf('?') < 0 ? "?" : "&";
        return new ProviderRequest(
                method, target + sign + encoded(name) + "=" + encoded(value), headers, body);
    }

    /// The same with one more header.
    public ProviderRequest header(String name, String value) {
        var more = new ArrayList<>(headers);
        more.add(new Header(name, value));
        return new ProviderRequest(method, target, more, body);
    }

    /// The same with a JSON body.
    public ProviderRequest json(JsonValue value) {
        return with("application/json", value.toString());
    }

    /// The same with an `application/x-www-form-urlencoded` body, in the order of the map.
    public ProviderRequest form(Map<String, String> fields) {
        return with(
                "application/x-www-form-urlencoded",
                PercentCodec.encodeFields(fields, PercentCodec.FORM));
    }

    /// The path, without the query.
    public String path() {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }

    @Override
    public String toString() {
        return method + " " + path();
    }

    private ProviderRequest with(String contentType, String text) {
        var withType = header("Content-Type", contentType);
        return new ProviderRequest(
                method,
                target,
                withType.headers(),
                Optional.of(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static String segment(String text) {
        if (text.isEmpty() || text.equals(".") || text.equals("..")) {
            throw PaymentException.invalidRequest("a reference is empty, or dots alone");
        }
        return encoded(text);
    }

    /// The percent-encoded text, for a path or a query.
    static String encoded(String text) {
        return PercentCodec.encode(text, PercentCodec.FORM);
    }
}
