package dev.connectorproxy.federation;

import dev.connectorproxy.catalogue.Invocation.ForwardedRequest;
import dev.connectorproxy.catalogue.InvocationResult;
import dev.connectorproxy.limit.FairLimiter;
import dev.connectorproxy.limit.Shares;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.spi.JsonText;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/// Forwards calls to one peer, with limited concurrency. Each call is sent at most once. Thread-safe.
final class PeerForwarder {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final Duration PERMIT_TIMEOUT = Duration.ofSeconds(1);
    private static final int MAX_DEPTH = 1_000;
    private static final String NON_FINITE =
            "NaN or Infinity in the response of the other proxy became null";

    private final PeerSettings peer;
    private final Supplier<PeerClient> client;
    private final String pseudonym;
    private final PeerFailures failures;
    private final FairLimiter permits;

    /// @param pseudonym of this proxy in `Via` (RFC 9110, 7.6.3)
    /// @param shares how the callers share the limit
    PeerForwarder(PeerSettings peer, Supplier<PeerClient> client, String pseudonym, Shares shares) {
        this.peer = peer;
        this.client = client;
        this.pseudonym = pseudonym;
        this.failures = new PeerFailures(peer.name());
        this.permits = new FairLimiter(peer.inFlight(), shares);
    }

    /// @param name the id of the command at the peer
    InvocationResult forward(String name, ForwardedRequest forwarded, Call call)
            throws InterruptedException {
        if (forwarded.via().filter(via -> via.contains(pseudonym)).isPresent()) {
            throw new ConnectorException(
                    ErrorCode.CONNECTOR_NOT_CONFIGURED,
                    "the call came back here: the proxies name each other in a circle");
        }
        var caller = call.caller().orElse(Shares.ANONYMOUS);
        var left = call.left();
        var wait = left.compareTo(PERMIT_TIMEOUT) < 0 ? left : PERMIT_TIMEOUT;
        if (!permits.acquire(caller, 1, wait)) {
            throw failures.of(
                    ErrorCode.PROXY_OVERLOADED,
                    "is given no more than %d calls at once; try again shortly"
                            .formatted(peer.inFlight()));
        }
        try {
            return exchange(name, forwarded, call);
        } finally {
            permits.release(caller, 1);
        }
    }

    private InvocationResult exchange(String name, ForwardedRequest forwarded, Call call) {
        var request =
                new PeerRequest(
                        Method.POST,
                        URI.create(peer.url() + "/v1/do/" + name),
                        headers(forwarded, call),
                        forwarded.body());
        call.trail().attempt(peer.origin().toString());
        var deadline =
                System.nanoTime() + Math.min(peer.timeout().toNanos(), call.left().toNanos());
        var response = client.get().send(request, deadline, peer.responseBytes());
        call.trail().bytes(forwarded.body().length, response.body().length);
        if (response.status() == 401) {
            throw failures.of(
                    ErrorCode.CONNECTOR_NOT_CONFIGURED,
                    "does not take the API key it is given here (HTTP 401)");
        }
        return new InvocationResult.Remote(response.status(), toJson(response));
    }

    /// A successful response with the media type of JSON and an invalid body comes from a command that has run: its
    /// error must not be one that is retried, or the command would run twice.
    private JsonText toJson(PeerResponse response) {
        var text =
                JsonText.of(response.body(), MAX_DEPTH)
                        .or(() ->
                                JsonText.ofPython(response.body(), MAX_DEPTH)
                                        .map(PeerForwarder::withNote));
        if (text.isPresent() && response.status() >= 200) {
            return text.get();
        }
        boolean declaredJson =
                response.contentType()
                        .filter(type -> type.toLowerCase(Locale.ROOT).contains("json"))
                        .isPresent();
        var coding = response.coding().map(name -> ", encoded with " + name).orElse("");
        var what = "answered HTTP %d without JSON%s".formatted(response.status(), coding);
        throw declaredJson && response.status() >= 200 && response.status() < 300
                ? new ConnectorException(
                        ErrorCode.JSON_DECODE_ERROR.code(),
                        response.status(),
                        failures.message(what))
                : failures.of(ErrorCode.CONNECTION_ERROR, what);
    }

    /// Adds a line to the `spiff__logs` of an envelope; any other response stays as it is.
    private static JsonText withNote(JsonText text) {
        if (!(text.exactValue() instanceof JsonObject envelope)
                || !envelope.containsKey("command_response")) {
            return text;
        }
        var lines =
                envelope.get("spiff__logs") instanceof JsonArray given
                        ? given
                        : JsonValue.EMPTY_JSON_ARRAY;
        var noted =
                JSON.createObjectBuilder(envelope)
                        .add("spiff__logs", JSON.createArrayBuilder(lines).add(NON_FINITE))
                        .build();
        return JsonText.of(JsonText.toUtf8(noted.toString()), MAX_DEPTH).orElse(text);
    }

    private List<Header> headers(ForwardedRequest forwarded, Call call) {
        var headers = new ArrayList<Header>();
        headers.add(HeaderValues.create(HeaderNames.CONTENT_TYPE, forwarded.mediaType()));
        headers.add(HeaderValues.ACCEPT_JSON);
        var own = "1.1 " + pseudonym;
        headers.add(
                HeaderValues.create(
                        HeaderNames.VIA, forwarded.via().map(via -> via + ", " + own).orElse(own)));
        peer.apiKey().map(PeerHeaders::apiKey).ifPresent(headers::add);
        if (call.requestIdGiven()) {
            headers.add(HeaderValues.create(PeerHeaders.REQUEST_ID, call.requestId()));
        }
        call.traceparent()
                .ifPresent(
                        value -> headers.add(HeaderValues.create(PeerHeaders.TRACEPARENT, value)));
        call.passedOn()
                .forEach((name, value) ->
                        headers.add(HeaderValues.create(HeaderNames.create(name), value)));
        return headers;
    }
}
