package dev.connectorproxy.federation;

import dev.connectorproxy.catalogue.RemoteCommand.Answer;
import dev.connectorproxy.catalogue.RemoteCommand.Forwarded;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.spi.JsonText;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Hands calls on to one other proxy. A call is sent once. Thread-safe.
final class PeerCalls {
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final int DEEPEST = 1_000;

    private final PeerSettings peer;
    private final Supplier<PeerClient> client;
    private final String pseudonym;
    private final Semaphore places;

    /// @param pseudonym this proxy's own, in `Via`
    PeerCalls(PeerSettings peer, Supplier<PeerClient> client, String pseudonym) {
        this.peer = peer;
        this.client = client;
        this.pseudonym = pseudonym;
        this.places = new Semaphore(peer.inFlight(), true);
    }

    /// @param name of the command, as the other proxy has it
    Answer execute(String name, Forwarded forwarded, Call call) throws InterruptedException {
        if (forwarded.via().filter(it -> it.contains(pseudonym)).isPresent()) {
            throw new ConnectorException(
                    ErrorCode.CONNECTOR_NOT_CONFIGURED,
                    "the call came back here: the proxies name each other in a circle");
        }
        if (!places.tryAcquire(
                Math.min(PATIENCE.toNanos(), call.left().toNanos()), TimeUnit.NANOSECONDS)) {
            throw failure(
                    ErrorCode.PROXY_OVERLOADED,
                    "is given no more than %d calls at once; try again shortly"
                            .formatted(peer.inFlight()));
        }
        try {
            return answer(name, forwarded, call);
        } finally {
            places.release();
        }
    }

    private Answer answer(String name, Forwarded forwarded, Call call) {
        var request =
                new PeerRequest(
                        Method.POST,
                        URI.create(peer.url() + "/v1/do/" + name),
                        headers(forwarded, call),
                        forwarded.body());
        call.trail().attempt(peer.origin());
        var deadline =
                System.nanoTime() + Math.min(peer.timeout().toNanos(), call.left().toNanos());
        var answer = client.get().send(request, deadline, peer.responseBytes());
        call.trail().bytes(forwarded.body().length, answer.body().length);
        if (answer.status() == 401) {
            throw failure(
                    ErrorCode.CONNECTOR_NOT_CONFIGURED,
                    "does not take the API key it is given here (HTTP 401)");
        }
        return new Answer(answer.status(), json(answer));
    }

    /// What is labelled as JSON and is none comes from a command that did its work: another try would do it twice.
    private JsonText json(PeerAnswer answer) {
        var text = JsonText.of(answer.body(), DEEPEST);
        if (text.isPresent() && answer.status() >= 200) {
            return text.get();
        }
        boolean labelled =
                answer.contentType()
                        .filter(it -> it.toLowerCase(Locale.ROOT).contains("json"))
                        .isPresent();
        var what = "answered HTTP %d without JSON".formatted(answer.status());
        throw labelled && answer.status() >= 200 && answer.status() < 300
                ? new ConnectorException(
                        ErrorCode.JSON_DECODE_ERROR.code(), answer.status(), told(what))
                : failure(ErrorCode.CONNECTION_ERROR, what);
    }

    private List<Header> headers(Forwarded forwarded, Call call) {
        var headers = new ArrayList<Header>();
        headers.add(HeaderValues.create(HeaderNames.CONTENT_TYPE, forwarded.mediaType()));
        headers.add(HeaderValues.ACCEPT_JSON);
        var own = "1.1 " + pseudonym;
        headers.add(
                HeaderValues.create(
                        HeaderNames.VIA, forwarded.via().map(it -> it + ", " + own).orElse(own)));
        peer.apiKey().ifPresent(it -> headers.add(Headers.key(it)));
        if (call.requestIdGiven()) {
            headers.add(HeaderValues.create(Headers.REQUEST_ID, call.requestId()));
        }
        call.traceparent()
                .ifPresent(it -> headers.add(HeaderValues.create(Headers.TRACEPARENT, it)));
        return headers;
    }

    private ConnectorException failure(ErrorCode code, String what) {
        return new ConnectorException(code, told(what));
    }

    private String told(String what) {
        return "the proxy '%s' %s".formatted(peer.name(), what);
    }
}
