package dev.connectorproxy.connection;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.Egress;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.spi.HttpResponse;
import dev.connectorproxy.toolkit.OAuthResponse;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/// Asks token endpoints for access tokens. No message of a failure has the URL or anything secret. Thread-safe.
final class TokenClient {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final Duration DEFAULT_LIFETIME = Duration.ofHours(1);
    private static final Duration MAX_LIFETIME = Duration.ofDays(30);
    private static final int BAD_REQUEST = 400;
    private static final int UNAUTHORIZED = 401;
    private static final int TOO_MANY_REQUESTS = 429;

    private final Egress egress;
    private final InstantSource clock;

    TokenClient(Egress egress, InstantSource clock) {
        this.egress = egress;
        this.clock = clock;
    }

    /// Asks with the credentials of the client, and once more with the previous ones if the endpoint does not know them.
    ///
    /// @param grant the fields of the grant
    /// @throws ConnectorException `ConnectorNotConfigured`: the endpoint refuses the client or grant; another one: it may
    ///     succeed later
    AccessToken fetch(ConnectionFields fields, Map<String, String> grant) {
        var response = send(fields, grant);
        if (isClientRefused(response)) {
            response =
                    ClientRotation.previous(fields)
                            .map(previous -> send(previous, grant))
                            .orElse(response);
        }
        return token(fields, response);
    }

    /// RFC 6749, section 5.2.
    private static boolean isClientRefused(HttpResponse response) {
        return response.status() == UNAUTHORIZED
                || response.status() == BAD_REQUEST
                        && OAuthResponse.object(response)
                                .flatMap(OAuthResponse::errorCode)
                                .filter("invalid_client"::equals)
                                .isPresent();
    }

    private AccessToken token(ConnectionFields fields, HttpResponse response) {
        var object = OAuthResponse.object(response);
        var granted = object.flatMap(OAuthResponse::grant);
        if (response.status() / 100 == 2 && granted.isPresent()) {
            return new AccessToken(
                    granted.get().getString("access_token"),
                    clock.instant().plus(lifetime(granted.get())),
                    OAuthResponse.text(granted.get(), "refresh_token"));
        }
        throw refused(fields, response.status(), object.flatMap(OAuthResponse::errorCode));
    }

    private HttpResponse send(ConnectionFields fields, Map<String, String> grant) {
        var request = TokenForm.request(fields, grant, clock.instant());
        try {
            return egress.send(request, Call.ofProxy(TIMEOUT));
        } catch (ConnectorException e) {
            throw new ConnectorException(
                    e.code(), e.httpStatus(), message(fields, "cannot be asked: " + e.code()), e);
        }
    }

    private static ConnectorException refused(
            ConnectionFields fields, int status, Optional<String> code) {
        var reason = code.map(text -> text + ", status " + status).orElse("status " + status);
        boolean passing =
                status >= 500
                        || status == TOO_MANY_REQUESTS
                        || code.filter("temporarily_unavailable"::equals).isPresent();
        return new ConnectorException(
                passing ? ErrorCode.CONNECTION_ERROR : ErrorCode.CONNECTOR_NOT_CONFIGURED,
                message(fields, "gave none (" + reason + ")"));
    }

    private static String message(ConnectionFields fields, String why) {
        return "the connection '%s' has no access token: its token endpoint %s"
                .formatted(fields.connection(), why);
    }

    private static Duration lifetime(JsonObject json) {
        var seconds =
                switch (json.get("expires_in")) {
                    case JsonNumber number -> (long) number.doubleValue();
                    case JsonString text when text.getString().matches("[0-9]{1,9}") ->
                            Long.parseLong(text.getString());
                    case null, default -> DEFAULT_LIFETIME.toSeconds();
                };
        return Duration.ofSeconds(Math.clamp(seconds, 0, MAX_LIFETIME.toSeconds()));
    }
}
