package dev.connectorproxy.spi.payment;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.Egress;
import dev.connectorproxy.spi.HttpRequest;
import dev.connectorproxy.spi.HttpRequest.Header;
import dev.connectorproxy.spi.HttpRequest.Redirects;
import dev.connectorproxy.spi.HttpResponse;
import dev.connectorproxy.spi.JsonRow;
import dev.connectorproxy.spi.payment.UpstreamErrors.Told;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.Objects;
import java.util.Optional;

/// Talks JSON to a provider's API through the guarded way out. Requests that may be repeated (RFC 9110, section 9.2.2: not
/// `POST`) are, on 429 and 5xx (not 501 and 505) and when there is no connection, after as long as `Retry-After` asks;
/// redirects are not followed. Every failure is a [PaymentException] without a secret in it. Thread-safe.
public final class ProviderHttp {
    private static final int JSON_DEPTH = 512;

    private final Egress egress;
    private final ProviderEndpoint endpoint;

    public ProviderHttp(Egress egress, ProviderEndpoint endpoint) {
        this.egress = Objects.requireNonNull(egress, "egress");
        this.endpoint = Objects.requireNonNull(endpoint, "endpoint");
    }

    /// Sends the request and reads the JSON of the answer.
    ///
    /// @throws PaymentException by the answer's status, or [PaymentError#UPSTREAM_ERROR] when a success brings no JSON
    public JsonValue json(ProviderRequest request, Call call) {
        var body = send(request, call).body();
        if (body.length == 0) {
            throw unreadable(request, "an empty body");
        }
        return read(body).orElseThrow(() -> unreadable(request, "a body that is no JSON"));
    }

    /// Sends the request and reads the fields of the JSON object that is the answer.
    ///
    /// @param what it is, for messages: `balance`
    public JsonFields fields(ProviderRequest request, String what, Call call) {
        return JsonFields.ofAnswer(json(request, call), what);
    }

    /// Sends the request and lets the body of the answer be.
    ///
    /// @throws PaymentException by the answer's status
    public HttpResponse send(ProviderRequest request, Call call) {
        var answer = exchange(request, call);
        if (answer.status() < 200 || answer.status() > 299) {
            throw refused(request, answer);
        }
        return answer;
    }

    private HttpResponse exchange(ProviderRequest request, Call call) {
        var headers = new ArrayList<Header>();
        headers.add(new Header("Accept", "application/json"));
        headers.addAll(endpoint.headers());
        headers.addAll(request.headers());
        try {
            return egress.send(
                    new HttpRequest(
                            request.method(),
                            endpoint.url() + request.target(),
                            headers,
                            request.body(),
                            Redirects.RETURN,
                            endpoint.retries()),
                    shortened(call));
        } catch (ConnectorException e) {
            throw PaymentException.of(e);
        }
    }

    private Call shortened(Call call) {
        long own = System.nanoTime() + endpoint.timeout().toNanos();
        return own - call.deadline() >= 0
                ? call
                : new Call(
                        call.requestId(),
                        call.requestIdGiven(),
                        call.traceparent(),
                        own,
                        call.trail(),
                        call.memory(),
                        call.idempotencyKey());
    }

    private PaymentException refused(ProviderRequest request, HttpResponse answer) {
        var told = told(answer.status(), read(answer.body()).orElse(JsonValue.NULL));
        var detail = told.detail().isEmpty() ? "" : ": " + told.detail();
        var redaction = Redaction.of(endpoint, request);
        return PaymentException.of(
                told.error(),
                redaction.of(describe(request) + " answered " + answer.status() + detail),
                new PaymentException.Upstream(answer.status(), redaction.of(told.code())));
    }

    private Told told(int status, JsonValue body) {
        try {
            return endpoint.errors().read(status, body);
        } catch (PaymentException | ClassCastException _) {
            return UpstreamErrors.BY_STATUS.read(status, body); // a gateway's page, for instance
        }
    }

    private PaymentException unreadable(ProviderRequest request, String what) {
        return PaymentException.of(
                PaymentError.UPSTREAM_ERROR,
                Redaction.of(endpoint, request).of(describe(request) + " answered with " + what));
    }

    private String describe(ProviderRequest request) {
        return request.method() + " " + endpoint.url() + request.path();
    }

    private static Optional<JsonValue> read(byte[] body) {
        try {
            return JsonRow.read(body, JSON_DEPTH);
        } catch (ConnectorException _) {
            return Optional.empty(); // a number with more digits than the JSON library reads
        }
    }
}
