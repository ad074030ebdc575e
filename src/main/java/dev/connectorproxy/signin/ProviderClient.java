package dev.connectorproxy.signin;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.Egress;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.spi.HttpRequest;
import dev.connectorproxy.spi.HttpResponse;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/// Sends the HTTP requests of sign-ins to OAuth providers. Anybody who can reach the proxy can cause them, hence the
/// limit on concurrent requests. Thread-safe.
final class ProviderClient {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final int MAX_CONCURRENT = 32;

    private final Egress egress;
    private final Semaphore permits = new Semaphore(MAX_CONCURRENT);

    ProviderClient(Egress egress) {
        this.egress = egress;
    }

    /// @throws ConnectorException 502 or 504 when there is no response, 503 when too many requests are running
    HttpResponse send(HttpRequest request) {
        if (!permits.tryAcquire()) {
            throw SigninFailure.busy("Too many sign-ins are under way. Please try again soon.");
        }
        try {
            return egress.send(request, Call.ofProxy(TIMEOUT));
        } catch (ConnectorException e) {
            boolean timedOut = e.is(ErrorCode.READ_TIMEOUT) || e.is(ErrorCode.CONNECT_TIMEOUT);
            throw SigninFailure.unreachable(timedOut, e);
        } finally {
            permits.release();
        }
    }
}
