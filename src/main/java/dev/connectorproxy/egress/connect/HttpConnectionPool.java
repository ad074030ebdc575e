package dev.connectorproxy.egress.connect;

import dev.connectorproxy.egress.http1.Http1ClientConnection;
import dev.connectorproxy.egress.target.Idna;
import dev.connectorproxy.spi.ClientCertificate;
import java.io.IOException;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.SchemePortResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.ConnectionHolder;
import org.apache.hc.client5.http.impl.IdleConnectionEvictor;
import org.apache.hc.client5.http.impl.io.DefaultHttpClientConnectionOperator;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.ConnectionEndpoint;
import org.apache.hc.client5.http.io.HttpClientConnectionOperator;
import org.apache.hc.client5.http.io.LeaseRequest;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.config.RegistryBuilder;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/// HttpClient's connection pool with our own sockets, DNS resolver and TLS. The rest of HttpClient, its execution
/// chain, is not used: no cookies, authentication, redirects or retries, and no second parsing of the URI. Thread-safe.
public final class HttpConnectionPool implements AutoCloseable {
    private static final ConnectionConfig NO_TIMEOUTS =
            ConnectionConfig.custom()
                    .setSocketTimeout(Timeout.DISABLED) // the watchdog ends reads
                    .setValidateAfterInactivity(
                            TimeValue.NEG_ONE_MILLISECOND) // checked before reuse
                    .build();
    private static final SocketConfig SOCKET_CONFIG =
            SocketConfig.custom().setSoTimeout(Timeout.DISABLED).setTcpNoDelay(true).build();

    private final PoolingHttpClientConnectionManager pool;
    private final IdleConnectionEvictor evictor;
    private final Duration idle;

    /// @param resolver returns the only addresses that are connected to
    HttpConnectionPool(PoolSettings settings, TlsSocketStrategy tls, DnsResolver resolver) {
        this.idle = settings.idle();
        this.pool =
                new ChannelPoolBuilder()
                        .setDnsResolver(resolver)
                        .setTlsSocketStrategy(tls)
                        .setConnectionFactory(
                                _ -> new Http1ClientConnection(settings.responseBytes()))
                        .setDefaultConnectionConfig(NO_TIMEOUTS)
                        .setDefaultSocketConfig(SOCKET_CONFIG)
                        .setMaxConnTotal(settings.connections())
                        .setMaxConnPerRoute(settings.perHost())
                        .setOffLockDisposalEnabled(true)
                        .build();
        // checked four times in the idle timeout, so that no connection exceeds it
        var period = TimeValue.ofMilliseconds(Math.max(1, idle.toMillis() / 4));
        this.evictor =
                new IdleConnectionEvictor(
                        pool,
                        Thread.ofPlatform().daemon().name("egress-idle").factory(),
                        period,
                        TimeValue.ofMilliseconds(idle.toMillis() - period.toMilliseconds()));
        evictor.start();
    }

    /// Leases an endpoint, not connected or connected with that certificate. The caller gives it back with [#releaseForReuse],
    /// [#close(ConnectionEndpoint)] or [#abort].
    public ConnectionEndpoint lease(
            HttpRoute route, Optional<ClientCertificate> certificate, Duration maxWait)
            throws InterruptedException, TimeoutException {
        var timeout = Timeout.ofMilliseconds(Math.max(1, maxWait.toMillis()));
        var request = pool.lease("egress", route, timeout, certificate);
        try {
            return request.get(timeout);
        } catch (InterruptedException e) {
            cancel(request);
            throw e;
        } catch (CancellationException _) {
            throw new InterruptedException("interrupted while waiting for a connection");
        } catch (ExecutionException _) {
            throw new TimeoutException("no connection became free");
        }
    }

    /// Connects the endpoint to the target or, on a proxied route, to the proxy.
    public void connect(
            ConnectionEndpoint endpoint, Optional<ClientCertificate> certificate, Duration timeout)
            throws IOException {
        pool.connect(
                endpoint,
                TimeValue.ofMilliseconds(timeout.toMillis()),
                CertificateStrategies.context(certificate));
    }

    /// Starts TLS with the target inside the proxy's tunnel.
    void upgrade(ConnectionEndpoint endpoint, Optional<ClientCertificate> certificate)
            throws IOException {
        pool.upgrade(endpoint, CertificateStrategies.context(certificate));
    }

    /// The connection of a connected endpoint.
    public static Http1ClientConnection connectionOf(ConnectionEndpoint endpoint)
            throws IOException {
        if (endpoint instanceof ConnectionHolder holder
                && holder.get() instanceof Http1ClientConnection connection) {
            return connection;
        }
        throw new IOException("not connected");
    }

    /// Gives the endpoint back with its connection, which the pool keeps for another request with the same certificate.
    ///
    /// @param promised how long the upstream keeps an idle connection open
    public void releaseForReuse(
            ConnectionEndpoint endpoint,
            Optional<ClientCertificate> certificate,
            Duration promised) {
        var span = promised.compareTo(idle) < 0 ? promised : idle;
        pool.release(endpoint, certificate, TimeValue.ofMilliseconds(span.toMillis()));
    }

    /// Gives the endpoint back and closes its connection gracefully.
    public void close(ConnectionEndpoint endpoint) {
        pool.release(endpoint, null, null);
    }

    /// Gives the endpoint back after a failure and closes its connection immediately.
    public void abort(ConnectionEndpoint endpoint) {
        endpoint.close(CloseMode.IMMEDIATE);
        pool.release(endpoint, null, null);
    }

    @Override
    public void close() {
        evictor.shutdown();
        pool.close(CloseMode.IMMEDIATE);
    }

    /// Cancels a lease. The pool may have granted it at the moment of the interruption; then it is given back here.
    private void cancel(LeaseRequest request) {
        if (request.cancel()) {
            return;
        }
        try {
            close(request.get(Timeout.ONE_MILLISECOND));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (CancellationException | ExecutionException | TimeoutException _) {
            // no endpoint was leased
        }
    }

    /// Creates sockets from channels, because only a channel can be polled for input without blocking.
    private static final class ChannelPoolBuilder
            extends PoolingHttpClientConnectionManagerBuilder {
        @Override
        protected HttpClientConnectionOperator createConnectionOperator(
                SchemePortResolver ports, DnsResolver resolver, TlsSocketStrategy tls) {
            TlsSocketStrategy ascii =
                    (socket, host, port, attachment, context) ->
                            tls.upgrade(socket, Idna.toAscii(host), port, attachment, context);
            var strategies =
                    RegistryBuilder.<TlsSocketStrategy>create().register("https", ascii).build();
            return new DefaultHttpClientConnectionOperator(
                    _ -> socket(), ports, resolver, strategies);
        }

        private static Socket socket() throws IOException {
            return SocketChannel.open().socket();
        }
    }
}
