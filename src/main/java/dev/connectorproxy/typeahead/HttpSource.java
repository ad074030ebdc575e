package dev.connectorproxy.typeahead;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.Egress;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.spi.HttpRequest;
import dev.connectorproxy.spi.HttpRequest.Header;
import dev.connectorproxy.spi.HttpRequest.Redirects;
import dev.connectorproxy.spi.HttpResponse;
import dev.connectorproxy.spi.Retries;
import dev.connectorproxy.toolkit.PercentCodec;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/// Suggestions from an HTTP service. Callers are not authenticated, so the number of concurrent requests is limited
/// and error messages do not reveal the service.
final class HttpSource implements SuggestionSource {
    /// Shorter than the 15 s after which SpiffArena's backend gives up.
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private static final int MAX_CONCURRENT = 16;
    private static final int MAX_BYTES = 1 << 20;

    private final Service service;
    private final List<String> match;
    private final Egress egress;
    private final SuggestionCache cache;
    private final Semaphore permits = new Semaphore(MAX_CONCURRENT);

    /// The service from the settings.
    ///
    /// @param url absolute, without fragment
    /// @param prefixParameter the query parameter for the prefix; if absent, the whole list is fetched
    /// @param limitParameter the query parameter for the maximum number of suggestions
    /// @param pointer JSON Pointer (RFC 6901) to the array in the response
    record Service(
            String url,
            Optional<String> prefixParameter,
            Optional<String> limitParameter,
            String pointer) {
        Service {
            Objects.requireNonNull(url, "url");
            Objects.requireNonNull(prefixParameter, "prefixParameter");
            Objects.requireNonNull(limitParameter, "limitParameter");
            Objects.requireNonNull(pointer, "pointer");
        }
    }

    HttpSource(Service service, List<String> match, Egress egress, SuggestionCache cache) {
        this.service = service;
        this.match = List.copyOf(match);
        this.egress = egress;
        this.cache = cache;
    }

    @Override
    public List<Suggestion> suggestions(Lookup lookup, Consumer<String> warnings) {
        var prefix = service.prefixParameter().isPresent() ? lookup.prefix() : "";
        var cached = cache.get(prefix);
        if (cached.isPresent()) {
            return cached.get();
        }
        var result = fetch(prefix, warnings);
        cache.put(prefix, result.suggestions(), result.bytes());
        return result.suggestions();
    }

    private record FetchResult(List<Suggestion> suggestions, int bytes) {}

    private FetchResult fetch(String prefix, Consumer<String> warnings) {
        if (!permits.tryAcquire()) {
            throw new ConnectorException(
                    ErrorCode.PROXY_OVERLOADED, "too many look-ups are under way");
        }
        try {
            return read(egress.send(request(prefix), Call.ofProxy(TIMEOUT)));
        } catch (ConnectorException e) {
            warnings.accept("a typeahead failed: " + e.getMessage());
            throw toPublicFailure(e);
        } finally {
            permits.release();
        }
    }

    /// The same failure with a message that does not reveal the service.
    private static ConnectorException toPublicFailure(ConnectorException failure) {
        return failure.is(ErrorCode.READ_TIMEOUT) || failure.is(ErrorCode.CONNECT_TIMEOUT)
                ? new ConnectorException(
                        ErrorCode.READ_TIMEOUT,
                        "the source of this category did not answer in time",
                        failure)
                : new ConnectorException(
                        ErrorCode.CONNECTION_ERROR,
                        "the source of this category is unavailable",
                        failure);
    }

    private FetchResult read(HttpResponse response) {
        if (response.status() != 200) {
            throw invalidResponse("with status " + response.status());
        }
        if (response.body().length > MAX_BYTES) {
            throw invalidResponse("with more than 1 MiB");
        }
        return SuggestionParser.parseJson(response.body(), service.pointer())
                .map(array ->
                        new FetchResult(Suggestion.ofArray(array, match), response.body().length))
                .orElseThrow(() -> invalidResponse("without an array at its pointer"));
    }

    private static ConnectorException invalidResponse(String reason) {
        return new ConnectorException(
                ErrorCode.CONNECTION_ERROR, "the service responded " + reason);
    }

    private HttpRequest request(String prefix) {
        var url = new StringBuilder(service.url());
        service.prefixParameter().ifPresent(name -> appendParameter(url, name, prefix));
        service.limitParameter()
                .ifPresent(
                        name -> appendParameter(url, name, String.valueOf(Lookup.MAX_SUGGESTIONS)));
        return new HttpRequest(
                "GET",
                url.toString(),
                List.of(new Header("Accept", "application/json")),
                Optional.empty(),
                Redirects.RETURN,
                Retries.NONE);
    }

    private static void appendParameter(StringBuilder url, String name, String value) {
        url.append(url.indexOf("?") < 0 ? '?' : '&')
                .append(encode(name))
                .append('=')
                .append(encode(value));
    }

    private static String encode(String text) {
        return PercentCodec.encode(text, PercentCodec.FORM);
    }
}
