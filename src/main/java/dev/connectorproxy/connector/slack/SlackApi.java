package dev.connectorproxy.connector.slack;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.CommandSpec;
import dev.connectorproxy.spi.ConnectionUse;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.Egress;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.spi.HttpRequest;
import dev.connectorproxy.spi.HttpRequest.Header;
import dev.connectorproxy.spi.HttpResponse;
import dev.connectorproxy.spi.Retries;
import dev.connectorproxy.toolkit.HttpOrigin;
import dev.connectorproxy.toolkit.PercentCodec;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Calls methods of Slack's Web API, each once, so that nothing is posted twice. Thread-safe.
///
/// @param baseUrl the URL to which the names of methods are appended
record SlackApi(Egress egress, String baseUrl) {
    /// Masking a token in a response takes time in proportion to its length.
    private static final int MAX_TOKEN_LENGTH = 1_000;

    /// The spec of a command that takes its token from a connection, too.
    CommandSpec withConnections(CommandSpec spec) {
        var origins = HttpOrigin.ofUrl(baseUrl).map(HttpOrigin::toString).stream().toList();
        return spec.withDetails(
                spec.details()
                        .withConnections(
                                Stream.of("slack", "bearer")
                                        .map(type ->
                                                new ConnectionUse(type, Map.of("token", "token"))
                                                        .withOrigins(origins))
                                        .toList()));
    }

    /// Checks a token, which becomes part of a header, and returns it.
    ///
    /// @throws ConnectorException `InvalidParameters`
    static String checkToken(String token) {
        if (token.length() > MAX_TOKEN_LENGTH) {
            throw invalid("token", "has more than %d characters".formatted(MAX_TOKEN_LENGTH));
        }
        if (!token.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
            throw invalid(
                    "token",
                    "has a character other than visible ASCII, perhaps a line break at its end");
        }
        return token;
    }

    static ConnectorException invalid(String id, String problem) {
        return new ConnectorException(
                ErrorCode.INVALID_PARAMETERS, "parameter '%s' %s".formatted(id, problem));
    }

    /// Calls a method with JSON.
    SlackResponse post(String method, byte[] json, String token, Call call) {
        return post(method, "application/json", json, new Authorized(token, call));
    }

    /// Calls a method with a form.
    SlackResponse post(String method, Map<String, String> form, String token, Call call) {
        var body = PercentCodec.encodeFields(form, PercentCodec.FORM);
        return post(
                method,
                "application/x-www-form-urlencoded",
                body.getBytes(StandardCharsets.US_ASCII),
                new Authorized(token, call));
    }

    /// Sends a file to a URL that Slack has given, on another host, without the token.
    HttpResponse upload(String url, byte[] file, Call call) {
        return send(
                url, List.of(new Header("Content-Type", "application/octet-stream")), file, call);
    }

    /// Asks Slack whether it accepts the token, which has no effect.
    ///
    /// @throws ConnectorException `SlackAuthError`: it does not
    void testToken(String token, Call call) {
        var response = post("auth.test", Map.of(), token, call);
        if (!response.isOk()) {
            throw new ConnectorException(
                    SlackErrorCodes.AUTH, 401, "Slack does not accept the token");
        }
    }

    private record Authorized(String token, Call call) {}

    private SlackResponse post(String method, String type, byte[] body, Authorized by) {
        var headers =
                List.of(
                        new Header("Authorization", "Bearer " + by.token()),
                        new Header("Content-Type", type));
        return SlackResponse.of(send(baseUrl + "/" + method, headers, body, by.call()));
    }

    private HttpResponse send(String url, List<Header> headers, byte[] body, Call call) {
        return egress.send(
                new HttpRequest(
                        "POST",
                        url,
                        headers,
                        Optional.of(body),
                        HttpRequest.Redirects.RETURN,
                        Retries.NONE),
                call);
    }
}
