package dev.connectorproxy.egress;

import java.io.IOException;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.time.Duration;
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
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.pool.PoolStats;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/// The library's pool of connections, with our sockets, our look-up and our TLS. The rest of the library, its chain of
/// handlers, is not used: no cookies, no authentication, no redirects, no repetition and no URI that is parsed once more.
/// Thread-safe.
final class Connections implements AutoCloseable {
    private static final ConnectionConfig UNTIMED =
            ConnectionConfig.custom()
                    .setSocketTimeout(Timeout.DISABLED) // Deadlines sees to that
                    .setValidateAfterInactivity(TimeValue.NEG_ONE_MILLISECOND) // Wire.silent does
                    .build();
    private static final SocketConfig SOCKETS =
            SocketConfig.custom().setSoTimeout(Timeout.DISABLED).setTcpNoDelay(true).build();

    private final PoolingHttpClientConnectionManager pool;
    private final IdleConnectionEvictor evictor;
    private final Duration idle;

    /// @param resolver names the only addresses that are connected to
    Connections(EgressSettings settings, TlsSocketStrategy tls, DnsResolver resolver) {
        this.idle = settings.timeouts().idle();
        this.pool =
                new Builder()
                        .setDnsResolver(resolver)
                        .setTlsSocketStrategy(tls)
                        .setConnectionFactory(_ -> new Wire(settings.bounds().responseBytes()))
                        .setDefaultConnectionConfig(UNTIMED)
                        .setDefaultSocketConfig(SOCKETS)
                        .setMaxConnTotal(settings.bounds().connections())
                        .setMaxConnPerRoute(settings.bounds().perHost())
                        .setOffLockDisposalEnabled(true)
                        .build();
        // looked at four times in that span, so that none outlives it
        var period = TimeValue.ofMilliseconds(Math.max(1, idle.toMillis() / 4));
        this.evictor =
                new IdleConnectionEvictor(
                        pool,
                        Thread.ofPlatform().daemon().name("egress-idle").factory(),
                        period,
                        TimeValue.ofMilliseconds(idle.toMillis() - period.toMilliseconds()));
        evictor.start();
    }

    /// Borrows a place in the pool, with a connection in it or without; it has to be given back.
    ConnectionEndpoint lease(HttpRoute route, Duration wait)
            throws InterruptedException, TimeoutException {
        var timeout = Timeout.ofMilliseconds(Math.max(1, wait.toMillis()));
        var request = pool.lease("egress", route, timeout, null);
        try {
            return request.get(timeout);
        } catch (InterruptedException e) {
            abandon(request);
            throw e;
        } catch (CancellationException _) {
            throw new InterruptedException("interrupted while waiting for a connection");
        } catch (ExecutionException _) {
            throw new TimeoutException("no connection became free");
        }
    }

    /// Connects the place: to the target, or to the proxy before it.
    void connect(ConnectionEndpoint endpoint, Duration timeout) throws IOException {
        pool.connect(
                endpoint, TimeValue.ofMilliseconds(timeout.toMillis()), HttpCoreContext.create());
    }

    /// Begins TLS with the target through the proxy's tunnel.
    void upgrade(ConnectionEndpoint endpoint) throws IOException {
        pool.upgrade(endpoint, HttpCoreContext.create());
    }

    /// The connection of a connected place.
    static Wire wire(ConnectionEndpoint endpoint) throws IOException {
        if (endpoint instanceof ConnectionHolder holder && holder.get() instanceof Wire wire) {
            return wire;
        }
        throw new IOException("not connected");
    }

    /// Gives a place back with a connection fit for another request.
    ///
    /// @param promised how long the upstream said that it would wait for one
    void keep(ConnectionEndpoint endpoint, Duration promised) {
        var span = promised.compareTo(idle) < 0 ? promised : idle;
        pool.release(endpoint, null, TimeValue.ofMilliseconds(span.toMillis()));
    }

    /// Gives a place back without its connection, which is closed in good order.
    void close(ConnectionEndpoint endpoint) {
        pool.release(endpoint, null, null);
    }

    /// Gives a place back after a failure; its connection is cut off.
    void abort(ConnectionEndpoint endpoint) {
        endpoint.close(CloseMode.IMMEDIATE);
        pool.release(endpoint, null, null);
    }

    PoolStats stats() {
        return pool.getTotalStats();
    }

    @Override
    public void close() {
        evictor.shutdown();
        pool.close(CloseMode.IMMEDIATE);
    }

    /// The place may have come at the moment of the interruption; then nobody else would give it back.
    private void abandon(LeaseRequest request) {
        if (request.cancel()) {
            return;
        }
        try {
            close(request.get(Timeout.ONE_MILLISECOND));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (CancellationException | ExecutionException | TimeoutException _) {
            // there was no place to give back
        }
    }

    /// Sockets come from channels, for only a channel can be asked without blocking whether something has come.
    private static final class Builder extends PoolingHttpClientConnectionManagerBuilder {
        @Override
        protected HttpClientConnectionOperator createConnectionOperator(
                SchemePortResolver ports, DnsResolver resolver, TlsSocketStrategy tls) {
            TlsSocketStrategy ascii =
                    (socket, host, port, attachment, context) ->
                            tls.upgrade(socket, ALabels.of(host), port, attachment, context);
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
