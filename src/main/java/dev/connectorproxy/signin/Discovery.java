package dev.connectorproxy.signin;

import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.HttpRequest;
import dev.connectorproxy.spi.HttpRequest.Header;
import dev.connectorproxy.spi.HttpRequest.Redirects;
import dev.connectorproxy.spi.JsonText;
import dev.connectorproxy.spi.Retries;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/// The metadata of providers, found with OpenID Connect Discovery 1.0 or else RFC 8414. They are cached for an hour,
/// and longer while the provider does not respond. Thread-safe; concurrent callers may fetch the same metadata twice.
final class Discovery {
    private static final Duration MAX_AGE = Duration.ofHours(1);
    private static final int MAX_BYTES = 256 << 10;
    private static final int MAX_DEPTH = 32;

    private final ProviderClient client;
    private final InstantSource clock;
    private final Map<String, CachedMetadata> cache = new ConcurrentHashMap<>();

    private record CachedMetadata(ProviderMetadata metadata, Instant fetchedAt) {}

    Discovery(ProviderClient client, InstantSource clock) {
        this.client = client;
        this.clock = clock;
    }

    /// @throws ConnectorException the provider does not publish usable metadata, or does not respond
    ProviderMetadata metadata(OAuthProvider provider) {
        return switch (provider.location()) {
            case OAuthProvider.Location.Endpoints(var authorization, var token, var issuer) ->
                    new ProviderMetadata(authorization, token, Set.of(), issuer, false);
            case OAuthProvider.Location.Issuer(var issuer) -> discover(issuer);
        };
    }

    private ProviderMetadata discover(String issuer) {
        var cached = Optional.ofNullable(cache.get(issuer));
        var now = clock.instant();
        if (cached.filter(entry -> now.isBefore(entry.fetchedAt().plus(MAX_AGE))).isPresent()) {
            return cached.get().metadata();
        }
        try {
            var found = fetch(issuer);
            cache.put(issuer, new CachedMetadata(found, now));
            return found;
        } catch (ConnectorException e) {
            return cached.orElseThrow(() -> e).metadata();
        }
    }

    private ProviderMetadata fetch(String issuer) {
        var base = WebUrl.parse(issuer).orElseThrow();
        var path = base.pathAndQuery().replaceFirst("/$", "");
        return fetchDocument(base.origin() + path + "/.well-known/openid-configuration")
                .or(() ->
                        fetchDocument(
                                base.origin() + "/.well-known/oauth-authorization-server" + path))
                .map(document -> toMetadata(issuer, document))
                .orElseThrow(() ->
                        SigninFailure.badGateway("The provider does not publish its metadata."));
    }

    private Optional<JsonObject> fetchDocument(String url) {
        var accept = List.of(new Header("Accept", "application/json"));
        var response =
                client.send(
                        new HttpRequest(
                                "GET",
                                url,
                                accept,
                                Optional.empty(),
                                Redirects.RETURN,
                                Retries.NONE));
        return response.status() != 200 || response.body().length > MAX_BYTES
                ? Optional.empty()
                : JsonText.of(response.body(), MAX_DEPTH)
                        .map(JsonText::value)
                        .filter(JsonObject.class::isInstance)
                        .map(JsonObject.class::cast);
    }

    private static ProviderMetadata toMetadata(String issuer, JsonObject document) {
        var found = text(document, "issuer").map(CallbackHandler::toPlainText).orElse("none");
        if (!found.equals(issuer)) {
            throw SigninFailure.badGateway(
                    "The provider's metadata is of another issuer (%s) than the settings name."
                            .formatted(found));
        }
        return new ProviderMetadata(
                endpoint(document, "authorization_endpoint"),
                endpoint(document, "token_endpoint"),
                texts(document, "token_endpoint_auth_methods_supported"),
                Optional.of(issuer),
                document.get("authorization_response_iss_parameter_supported") == JsonValue.TRUE);
    }

    private static WebUrl endpoint(JsonObject document, String name) {
        return text(document, name)
                .flatMap(WebUrl::parse)
                .filter(WebUrl::isConfidential)
                .orElseThrow(() ->
                        SigninFailure.badGateway(
                                "The provider's metadata has no usable " + name + "."));
    }

    private static Set<String> texts(JsonObject document, String name) {
        return document.get(name) instanceof JsonArray array
                ? array.stream()
                        .filter(JsonString.class::isInstance)
                        .map(text -> ((JsonString) text).getString())
                        .collect(Collectors.toUnmodifiableSet())
                : Set.of();
    }

    private static Optional<String> text(JsonObject document, String name) {
        return document.get(name) instanceof JsonString text
                ? Optional.of(text.getString())
                : Optional.empty();
    }
}
