package dev.connectorproxy.signin;

import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.HttpRequest;
import dev.connectorproxy.spi.HttpRequest.Header;
import dev.connectorproxy.spi.HttpRequest.Redirects;
import dev.connectorproxy.spi.JsonText;
import dev.connectorproxy.spi.Retries;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The metadata of providers, found with OpenID Connect Discovery 1.0 or else RFC 8414. They are cached for an hour,
/// and longer while the provider does not respond. Thread-safe; concurrent callers may fetch the same metadata twice.
final class Discovery {
    private static final Duration FRESH = Duration.ofHours(1);
    private static final int LARGEST = 256 << 10;
    private static final int DEEPEST = 32;

    private final Calls calls;
    private final InstantSource clock;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    private record Known(Metadata metadata, Instant since) {}

    Discovery(Calls client, InstantSource clock) {
        this.calls = client;
        this.clock = clock;
    }

    /// The metadata of a provider.
    ///
    /// @throws ConnectorException the provider does not publish usable metadata, or does not respond
    Metadata of(Provider provider) {
        return switch (provider.location()) {
            case Provider.Location.Endpoints(var authorization, var token, var issuer) ->
                    new Metadata(authorization, token, issuer, false);
            case Provider.Location.Issuer(var issuer) -> discovered(issuer);
        };
    }

    private Metadata discovered(String issuer) {
        var cached = Optional.ofNullable(known.get(issuer));
        var now = clock.instant();
        if (cached.filter(entry -> now.isBefore(entry.since().plus(FRESH))).isPresent()) {
            return cached.get().metadata();
        }
        try {
            var found = fetch(issuer);
            known.put(issuer, new Known(found, now));
            return found;
        } catch (ConnectorException e) {
            return cached.orElseThrow(() -> e).metadata();
        }
    }

    private Metadata fetch(String issuer) {
        var base = WebUrl.parse(issuer).orElseThrow();
        var path = base.rest().replaceFirst("/$", "");
        return document(base.origin() + path + "/.well-known/openid-configuration")
                .or(() ->
                        document(base.origin() + "/.well-known/oauth-authorization-server" + path))
                .map(document -> read(issuer, document))
                .orElseThrow(() ->
                        SigninFailure.badGateway("The provider does not publish its metadata."));
    }

    private Optional<JsonObject> document(String url) {
        var accept = List.of(new Header("Accept", "application/json"));
        var response =
                calls.send(
                        new HttpRequest(
                                "GET",
                                url,
                                accept,
                                Optional.empty(),
                                Redirects.RETURN,
                                Retries.NONE));
        return response.status() != 200 || response.body().length > LARGEST
                ? Optional.empty()
                : JsonText.of(response.body(), DEEPEST)
                        .map(JsonText::value)
                        .filter(JsonObject.class::isInstance)
                        .map(JsonObject.class::cast);
    }

    private static Metadata read(String issuer, JsonObject document) {
        if (!text(document, "issuer").equals(Optional.of(issuer))) {
            throw SigninFailure.badGateway(
                    "The provider's metadata is of another issuer than the settings name.");
        }
        return new Metadata(
                endpoint(document, "authorization_endpoint"),
                endpoint(document, "token_endpoint"),
                Optional.of(issuer),
                document.get("authorization_response_iss_parameter_supported") == JsonValue.TRUE);
    }

    private static WebUrl endpoint(JsonObject document, String name) {
        return text(document, name)
                .flatMap(WebUrl::parse)
                .filter(WebUrl::keepsSecrets)
                .orElseThrow(() ->
                        SigninFailure.badGateway(
                                "The provider's metadata has no usable " + name + "."));
    }

    private static Optional<String> text(JsonObject document, String name) {
        return document.get(name) instanceof JsonString text
                ? Optional.of(text.getString())
                : Optional.empty();
    }
}
