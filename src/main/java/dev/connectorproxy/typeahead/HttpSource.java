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
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/// Suggestions from an HTTP service. Callers are not authenticated, so the number of concurrent requests is limited
/// and error messages do not reveal the service.
final class HttpSource implements Source {
    /// Shorter than the 15 s after which SpiffArena's backend gives up.
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private static final int AT_ONCE = 16;
    private static final int LARGEST = 1 << 20;

    private final Service service;
    private final List<String> match;
    private final Egress egress;
    private final AnswerCache cache;
    private final Semaphore free = new Semaphore(AT_ONCE);

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

    HttpSource(Service service, List<String> match, Egress egress, AnswerCache cache) {
        this.service = service;
        this.match = List.copyOf(match);
        this.egress = egress;
        this.cache = cache;
    }

    @Override
    public List<Row> rows(Lookup lookup, Consumer<String> warnings) {
        var prefix = service.prefixParameter().isPresent() ? lookup.prefix() : "";
        var cached = cache.get(prefix);
        if (cached.isPresent()) {
            return cached.get();
        }
        var result = ask(prefix, warnings);
        cache.put(prefix, result.rows(), result.bytes());
        return result.rows();
    }

    /// The suggestions in a response and the size of its body.
    private record Answer(List<Row> rows, int bytes) {}

    private Answer ask(String prefix, Consumer<String> warnings) {
        if (!free.tryAcquire()) {
            throw new ConnectorException(
                    ErrorCode.PROXY_OVERLOADED, "too many look-ups are under way");
        }
        try {
            return read(egress.send(request(prefix), call()));
        } catch (ConnectorException e) {
            warnings.accept("a typeahead failed: " + e.getMessage());
            throw told(e);
        } finally {
            free.release();
        }
    }

    /// The same failure with a message that does not reveal the service.
    private static ConnectorException told(ConnectorException failure) {
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

    private Answer read(HttpResponse response) {
        if (response.status() != 200) {
            throw useless("with status " + response.status());
        }
        if (response.body().length > LARGEST) {
            throw useless("with more than 1 MiB");
        }
        return Table.ofJson(response.body(), service.pointer())
                .map(array -> new Answer(Row.all(array, match), response.body().length))
                .orElseThrow(() -> useless("without an array at its pointer"));
    }

    private static ConnectorException useless(String reason) {
        return new ConnectorException(ErrorCode.CONNECTION_ERROR, "the service responded " + reason);
    }

    private HttpRequest request(String prefix) {
        var url = new StringBuilder(service.url());
        service.prefixParameter().ifPresent(name -> add(url, name, prefix));
        service.limitParameter().ifPresent(name -> add(url, name, String.valueOf(Lookup.MOST)));
        return new HttpRequest(
                "GET",
                url.toString(),
                List.of(new Header("Accept", "application/json")),
                Optional.empty(),
                Redirects.RETURN,
                Retries.NONE);
    }

    private static void add(StringBuilder url, String name, String value) {
        url.append(url.indexOf("?") < 0 ? '?' : '&')
                .append(encode(name))
                .append('=')
                .append(encode(value));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static Call call() {
        return new Call(
                UUID.randomUUID().toString(),
                false,
                Optional.empty(),
                System.nanoTime() + LONGEST.toNanos(),
                Call.Trail.NONE);
    }
}
