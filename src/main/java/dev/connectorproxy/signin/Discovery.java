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

/// The metadata of providers: OpenID Connect Discovery 1.0, else RFC 8414. Kept for an hour, and beyond that while the
/// provider does not answer. Thread-safe; two who ask at the same time may both fetch.
final class Discovery {
    private static final Duration FRESH = Duration.ofHours(1);
    private static final int LARGEST = 256 << 10;
    private static final int DEEPEST = 32;

    private final Calls calls;
    private final InstantSource clock;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    private record Known(Metadata metadata, Instant since) {}

    Discovery(Calls calls, InstantSource clock) {
        this.calls = calls;
        this.clock = clock;
    }

    /// @throws ConnectorException it cannot be found out
    Metadata of(Provider provider) {
        return switch (provider.location()) {
            case Provider.Location.Endpoints it ->
                    new Metadata(it.authorization(), it.token(), it.issuer(), false);
            case Provider.Location.Issuer(var issuer) -> discovered(issuer);
        };
    }

    private Metadata discovered(String issuer) {
        var before = Optional.ofNullable(known.get(issuer));
        var now = clock.instant();
        if (before.filter(it -> now.isBefore(it.since().plus(FRESH))).isPresent()) {
            return before.get().metadata();
        }
        try {
            var found = fetch(issuer);
            known.put(issuer, new Known(found, now));
            return found;
        } catch (ConnectorException e) {
            return before.orElseThrow(() -> e).metadata();
        }
    }

    private Metadata fetch(String issuer) {
        var base = WebUrl.parse(issuer).orElseThrow();
        var path = base.rest().replaceFirst("/$", "");
        return document(base.origin() + path + "/.well-known/openid-configuration")
                .or(() ->
                        document(base.origin() + "/.well-known/oauth-authorization-server" + path))
                .map(it -> read(issuer, it))
                .orElseThrow(() ->
                        SigninFailure.badGateway("The provider does not publish its metadata."));
    }

    private Optional<JsonObject> document(String url) {
        var accept = List.of(new Header("Accept", "application/json"));
        var answer =
                calls.send(
                        new HttpRequest(
                                "GET",
                                url,
                                accept,
                                Optional.empty(),
                                Redirects.RETURN,
                                Retries.NONE));
        return answer.status() != 200 || answer.body().length > LARGEST
                ? Optional.empty()
                : JsonText.of(answer.body(), DEEPEST)
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
        return document.get(name) instanceof JsonString it
                ? Optional.of(it.getString())
                : Optional.empty();
    }
}
