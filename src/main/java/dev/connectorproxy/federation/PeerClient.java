package dev.connectorproxy.federation;

import dev.connectorproxy.deadline.BoundedTask;
import dev.connectorproxy.deadline.GracePeriod;
import dev.connectorproxy.outbound.SingleUseConnection;
import dev.connectorproxy.outbound.SingleUseHttpClient;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import io.helidon.webclient.api.ClientConnection;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/// Sends requests to one peer and reads the responses. Each request has its own connection: no stale connection can
/// fail a call, which is never sent twice, and no bytes of one response can be read as part of the next. Thread-safe.
final class PeerClient {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final int MAX_REDIRECTS = 3;
    private static final int MAX_HEAD_BYTES = 64 << 10;
    private static final Set<Integer> METHOD_PRESERVING_REDIRECTS = Set.of(307, 308);

    private final PeerSettings peer;
    private final PeerFailures failures;
    private final SingleUseHttpClient client;

    PeerClient(PeerSettings peer) {
        this.peer = peer;
        this.failures = new PeerFailures(peer.name());
        var connectTimeout =
                peer.timeout().compareTo(CONNECT_TIMEOUT) < 0 ? peer.timeout() : CONNECT_TIMEOUT;
        this.client = new SingleUseHttpClient(connectTimeout, peer.timeout());
    }

    /// Sends a request and returns the response with any status. Redirects that keep method and body (307, 308) are
    /// followed within the origin of the peer; others are an error.
    ///
    /// @param deadline a reading of [System#nanoTime()]
    /// @param limit maximum bytes of the response body
    /// @throws ConnectorException `ConnectTimeout`, `ReadTimeout`, `ConnectionError`, `ChunkedEncodingError`,
    ///     `SSLError`, `ResponseTooLarge`, `TooManyRedirects`, `ConnectorNotConfigured`
    PeerResponse send(PeerRequest request, long deadline, int limit) {
        // WebClient has no timeout for the TLS handshake and for writes: only an interrupt ends
        // them, which closes the socket
        var task =
                BoundedTask.start(
                        Thread.ofVirtual().name("peer " + peer.name()).factory(),
                        () -> follow(request, deadline, limit));
        try {
            return task.await(GracePeriod.PEER.after(deadline));
        } catch (ExecutionException e) {
            throw e.getCause() instanceof ConnectorException failure
                    ? failure
                    : new IllegalStateException("an exchange failed unexpectedly", e.getCause());
        } catch (TimeoutException e) {
            throw failures.of(ErrorCode.READ_TIMEOUT, "did not answer in time", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failures.of(ErrorCode.READ_TIMEOUT, "did not answer in time", e);
        }
    }

    private PeerResponse follow(PeerRequest request, long deadline, int limit) {
        var next = request;
        for (int i = 0; i <= MAX_REDIRECTS; i++) {
            var response = exchange(next, deadline, limit);
            if (response.status() < 300 || response.status() > 399) {
                return response;
            }
            next = redirect(next, response);
        }
        throw failures.of(ErrorCode.TOO_MANY_REDIRECTS, "sends calls from place to place");
    }

    private PeerRequest redirect(PeerRequest request, PeerResponse response) {
        try {
            var target = request.url().resolve(URI.create(response.location().orElse("")));
            if (METHOD_PRESERVING_REDIRECTS.contains(response.status())
                    && response.location().isPresent()
                    && target.getAuthority() != null
                    && target.getScheme().equals(peer.url().getScheme())
                    && target.getAuthority().equalsIgnoreCase(peer.url().getAuthority())) {
                return request.withUrl(target);
            }
        } catch (IllegalArgumentException _) {
            // refused below
        }
        throw failures.of(
                ErrorCode.CONNECTOR_NOT_CONFIGURED,
                "answers with a redirect (HTTP %d), which is not followed: its url must be where its commands really are"
                        .formatted(response.status()));
    }

    private PeerResponse exchange(PeerRequest request, long deadline, int limit) {
        var connection =
                new SingleUseConnection(connect(deadline), deadline, 2L * limit + MAX_HEAD_BYTES);
        boolean responseStarted = false;
        try {
            var call = client.request(request.method(), peer.origin(), request.url(), connection);
            request.headers().forEach(call::header);
            try (var response = call.submit(request.body())) {
                responseStarted = true;
                return PeerResponse.read(response, connection.reader(), limit);
            }
        } catch (SingleUseConnection.TooLargeException _) {
            throw failures.of(
                    ErrorCode.RESPONSE_TOO_LARGE,
                    "answered with more than %d bytes".formatted(limit));
        } catch (RuntimeException | IOException e) { // WebClient throws many types
            throw failures.exchangeFailed(
                    e,
                    responseStarted
                            ? ErrorCode.CHUNKED_ENCODING_ERROR
                            : ErrorCode.CONNECTION_ERROR);
        } finally {
            connection.closeResource();
        }
    }

    private ClientConnection connect(long deadline) {
        try {
            SingleUseConnection.timeLeft(deadline);
            return client.connect(peer.origin());
        } catch (RuntimeException e) { // an unknown host is an IllegalArgumentException
            throw failures.connectFailed(e);
        }
    }
}
