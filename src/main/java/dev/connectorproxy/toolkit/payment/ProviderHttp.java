package dev.connectorproxy.toolkit.payment;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.Egress;
import dev.connectorproxy.spi.HttpRequest;
import dev.connectorproxy.spi.HttpRequest.Header;
import dev.connectorproxy.spi.HttpRequest.Redirects;
import dev.connectorproxy.spi.HttpResponse;
import dev.connectorproxy.spi.JsonText;
import dev.connectorproxy.spi.payment.JsonFields;
import dev.connectorproxy.spi.payment.PaymentError;
import dev.connectorproxy.spi.payment.PaymentException;
import dev.connectorproxy.toolkit.Redaction;
import dev.connectorproxy.toolkit.payment.UpstreamErrors.ParsedError;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// A JSON client of a provider's API over the egress. Idempotent requests (RFC 9110, section 9.2.2: not `POST`) are
/// retried on 429 and 5xx (not 501 and 505) and if no connection can be established, after the time that `Retry-After`
/// asks for; redirects are not followed. Every failure is a [PaymentException] without secrets. Thread-safe.
public final class ProviderHttp {
    private static final int JSON_DEPTH = 512;
    private static final int MAX_MESSAGE_LENGTH = 500;

    private final Egress egress;
    private final ProviderEndpoint endpoint;

    public ProviderHttp(Egress egress, ProviderEndpoint endpoint) {
        this.egress = Objects.requireNonNull(egress, "egress");
        this.endpoint = Objects.requireNonNull(endpoint, "endpoint");
    }

    /// Sends the request and parses the JSON of the response.
    ///
    /// @throws PaymentException by the response's status, or [PaymentError#UPSTREAM_ERROR] if a 2xx response is not
    ///     JSON
    public JsonValue json(ProviderRequest request, Call call) {
        var body = send(request, call).body();
        if (body.length == 0) {
            throw unreadable(request, "an empty body");
        }
        return read(body).orElseThrow(() -> unreadable(request, "a body that is no JSON"));
    }

    /// Sends the request and parses the JSON object of the response.
    ///
    /// @param label names the object in messages, such as `balance`
    public JsonFields fields(ProviderRequest request, String label, Call call) {
        return JsonFields.ofResponse(json(request, call), label);
    }

    /// Sends the request and does not parse the body of the response.
    ///
    /// @throws PaymentException by the response's status
    public HttpResponse send(ProviderRequest request, Call call) {
        var response = exchange(request, call);
        if (response.status() < 200 || response.status() > 299) {
            throw errorResponse(request, response);
        }
        return response;
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
                    call.within(endpoint.timeout()));
        } catch (ConnectorException e) {
            throw PaymentException.of(e);
        }
    }

    private PaymentException errorResponse(ProviderRequest request, HttpResponse response) {
        var parsed = parsedError(response.status(), read(response.body()).orElse(JsonValue.NULL));
        var detail = parsed.detail().isEmpty() ? "" : ": " + parsed.detail();
        var redaction = redaction(request);
        return PaymentException.of(
                parsed.error(),
                redaction.of(describe(request) + " answered " + response.status() + detail),
                new PaymentException.Upstream(response.status(), redaction.of(parsed.code())));
    }

    private ParsedError parsedError(int status, JsonValue body) {
        try {
            return endpoint.errors().read(status, body);
        } catch (PaymentException | ClassCastException _) {
            return UpstreamErrors.BY_STATUS.read(
                    status, body); // for example the error page of a gateway
        }
    }

    private PaymentException unreadable(ProviderRequest request, String problem) {
        return PaymentException.of(
                PaymentError.UPSTREAM_ERROR,
                redaction(request).of(describe(request) + " answered with " + problem));
    }

    /// Also masks the credentials of the request, and what is percent-encoded.
    private Redaction redaction(ProviderRequest request) {
        var credentials =
                Stream.concat(endpoint.headers().stream(), request.headers().stream())
                        .filter(header -> header.name().equalsIgnoreCase("Authorization"))
                        .map(Header::value)
                        .flatMap(text -> Stream.of(text, text.substring(text.indexOf(' ') + 1)));
        return Redaction.of(
                Stream.concat(endpoint.secrets().stream(), credentials)
                        .filter(secret -> !secret.isBlank())
                        .flatMap(secret -> Stream.of(secret, ProviderRequest.encoded(secret)))
                        .toList(),
                MAX_MESSAGE_LENGTH);
    }

    private String describe(ProviderRequest request) {
        return request.method() + " " + endpoint.url() + request.path();
    }

    private static Optional<JsonValue> read(byte[] body) {
        try {
            return JsonText.of(body, JSON_DEPTH).map(JsonText::exactValue);
        } catch (ConnectorException _) {
            return Optional.empty(); // a number with more digits than the JSON library reads
        }
    }
}
