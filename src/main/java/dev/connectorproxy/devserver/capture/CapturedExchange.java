package dev.connectorproxy.devserver.capture;

import dev.connectorproxy.devserver.connector.CallCause;
import dev.connectorproxy.spi.HttpRequest;
import dev.connectorproxy.spi.HttpRequest.Header;
import dev.connectorproxy.spi.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// A request of a connector and what became of it, with its secrets; they are masked wherever it is shown. Its
/// `toString` does not contain them. Immutable: nobody may change the arrays.
///
/// @param duration of this attempt alone
public record CapturedExchange(Head head, SentRequest request, Outcome outcome, Duration duration) {
    private static final int OVERHEAD = 512;
    private static final int HEADER_OVERHEAD = 64;

    /// When and why it was sent.
    ///
    /// @param number unique on this server, in the order of sending
    /// @param call the number of the provider's call that led to it; 0 for none
    /// @param attempt which attempt to send the same request, from 1
    public record Head(long number, Instant at, long call, CallCause cause, int attempt) {}

    /// The request as the connector made it. The egress adds the headers that depend on the connection.
    public record SentRequest(String method, String url, List<Header> headers, CapturedBody body) {
        static SentRequest of(HttpRequest request) {
            return new SentRequest(
                    request.method(),
                    request.url(),
                    request.headers(),
                    request.body().map(CapturedBody::of).orElse(CapturedBody.NONE));
        }

        /// The method alone: the rest may contain secrets.
        @Override
        public String toString() {
            return "SentRequest[" + method + "]";
        }
    }

    /// What became of the request.
    public sealed interface Outcome {}

    /// The response.
    public record Response(int status, List<Header> headers, CapturedBody body) implements Outcome {
        static Response of(HttpResponse response) {
            return new Response(
                    response.status(), response.headers(), CapturedBody.of(response.body()));
        }
    }

    /// There was no response.
    ///
    /// @param code as in [dev.connectorproxy.spi.ConnectorException#code()]
    public record Failure(String code, String message) implements Outcome {}

    public long number() {
        return head.number();
    }

    /// About how many bytes of memory it takes.
    long size() {
        long size = OVERHEAD + 2L * request.url().length() + size(request.headers());
        size += request.body().bytes().length;
        return switch (outcome) {
            case Response response ->
                    size + size(response.headers()) + response.body().bytes().length;
            case Failure failure -> size + 2L * failure.message().length();
        };
    }

    private static long size(List<Header> headers) {
        return headers.stream()
                .mapToLong(header ->
                        HEADER_OVERHEAD + 2L * (header.name().length() + header.value().length()))
                .sum();
    }
}
