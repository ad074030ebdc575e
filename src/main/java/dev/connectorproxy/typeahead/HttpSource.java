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

/// Suggestions of an HTTP service. Anybody can ask for them, so that few calls run at once, and no answer tells which
/// service it is.
final class HttpSource implements Source {
    /// SpiffArena's backend hangs up after 15 s.
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private static final int AT_ONCE = 16;
    private static final int LARGEST = 1 << 20;

    private final Service service;
    private final List<String> match;
    private final Egress egress;
    private final AnswerCache cache;
    private final Semaphore free = new Semaphore(AT_ONCE);

    /// The service, as the settings describe it.
    ///
    /// @param url absolute, without fragment
    /// @param prefixParameter the query parameter for what was typed; without one the whole list is fetched
    /// @param limitParameter the query parameter for the number of suggestions wanted
    /// @param pointer to the array in the answer
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
        var asked = service.prefixParameter().isPresent() ? lookup.prefix() : "";
        var kept = cache.get(asked);
        if (kept.isPresent()) {
            return kept.get();
        }
        var answer = ask(asked, warnings);
        cache.put(asked, answer.rows(), answer.bytes());
        return answer.rows();
    }

    /// What the service said, and how much that was.
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

    /// The same failure for strangers.
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

    private Answer read(HttpResponse answer) {
        if (answer.status() != 200) {
            throw useless("with status " + answer.status());
        }
        if (answer.body().length > LARGEST) {
            throw useless("with more than 1 MiB");
        }
        return Table.ofJson(answer.body(), service.pointer())
                .map(it -> new Answer(Row.all(it, match), answer.body().length))
                .orElseThrow(() -> useless("without an array at its pointer"));
    }

    private static ConnectorException useless(String how) {
        return new ConnectorException(ErrorCode.CONNECTION_ERROR, "the service answered " + how);
    }

    private HttpRequest request(String prefix) {
        var url = new StringBuilder(service.url());
        service.prefixParameter().ifPresent(it -> add(url, it, prefix));
        service.limitParameter().ifPresent(it -> add(url, it, String.valueOf(Lookup.MOST)));
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
