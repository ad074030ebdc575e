package dev.connectorproxy.server;

import dev.connectorproxy.settings.SettingsException;
import io.helidon.http.Headers;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.HttpRouting;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/// A listening socket with its HTTP server. Thread-safe.
public final class Listener implements AutoCloseable {
    private static final int RECEIVE_BUFFER = 128 * 1024;

    private final WebServer server;
    private final TimeoutSweeper sweeper;

    private Listener(WebServer server, TimeoutSweeper sweeper) {
        this.server = server;
        this.sweeper = sweeper;
    }

    /// What a listener serves. Every method is called by [#start], once.
    public interface Service {

        /// The body of error responses outside the routes.
        ErrorBody errors();

        /// Registers filters, routes and error handlers, and ends with [RouteTable#close]. CORS filters run before them,
        /// and `HEAD` arrives as `GET`.
        void routing(HttpRouting.Builder routing);

        /// The name of the caller who sent a request with these headers; empty if it is not known. When there are too many
        /// connections, those of unknown callers are closed first. Called for the requests of a connection until it
        /// returns a name; must not block.
        ///
        /// @param peer the other end of the connection
        default Optional<String> caller(SocketAddress peer, Headers headers) {
            return Optional.empty();
        }

        /// The origins whose pages may call some route.
        default List<String> corsOrigins(ServerSettings settings) {
            return settings.corsOrigins();
        }

        /// The key of the setting of the host, for error messages.
        default String hostSetting() {
            return "server.host";
        }

        /// The key of the setting of the port, for error messages.
        default String portSetting() {
            return "server.port";
        }

        /// The TLS of the listener; empty for plain connections.
        default Optional<ListenerTls> tls() {
            return Optional.empty();
        }

        /// Configures the server itself, for example with Helidon's observability features.
        default void configureServer(WebServerConfig.Builder server) {}
    }

    /// Binds the address and starts the server.
    ///
    /// @param shutdown once set, every response has `Connection: close` and its connection is closed, so that callers
    ///     connect to another instance; never reset
    /// @throws SettingsException if the address cannot be bound
    public static Listener start(ServerSettings settings, AtomicBoolean shutdown, Service service) {
        var sweeper = new TimeoutSweeper(ConnectionTimeouts.ofSettings(settings).sweepInterval());
        try {
            return new Listener(startServer(settings, shutdown, service, sweeper), sweeper);
        } catch (RuntimeException e) {
            sweeper.close();
            throw e;
        }
    }

    private static WebServer startServer(
            ServerSettings settings,
            AtomicBoolean shutdown,
            Service service,
            TimeoutSweeper sweeper) {
        var address = resolveAddress(settings, service.hostSetting());
        checkAddress(settings, address, service.portSetting());
        var timeouts = ConnectionTimeouts.ofSettings(settings);
        var cors = new Cors(service.corsOrigins(settings));
        var errors = new JsonErrorHandler(service.errors(), cors, settings.maxRequestBytes());
        var limits =
                new RequestDataReader.Limits(
                        timeouts, settings.maxRequestBytes(), settings.pathPrefixes());
        var routing = HttpRouting.builder().addFilter(cors).addFilter(new HeadAsGet());
        service.routing(routing);
        var builder =
                serverConfig(settings, address)
                        .directHandlers(errors.toDirectHandlers())
                        .routing(routing);
        builder.addConnectionSelector(
                new GuardedConnectionSelector(
                        limits,
                        new GuardedConnectionSelector.Shared(
                                sweeper,
                                new OpenConnections(FileDescriptorLimit.maxUnchecked()),
                                shutdown,
                                errors.timeoutResponse(),
                                service.tls(),
                                settings.detectHangup()),
                        service::caller));
        service.configureServer(builder);
        var server = builder.build().start();
        if (!server.isRunning()) {
            throw cannotListen(settings, service.portSetting(), "cannot be listened on");
        }
        return server;
    }

    private static WebServerConfig.Builder serverConfig(
            ServerSettings settings, InetAddress address) {
        return WebServer.builder()
                .address(address)
                .port(settings.port())
                .useNio(false) // writes of some 30 KB cost twice as much CPU with it
                .shutdownHook(false)
                .shutdownGracePeriod(settings.shutdownGrace())
                .featuresDiscoverServices(false)
                .protocolsDiscoverServices(false)
                .maxPayloadSize(settings.maxRequestBytes())
                .maxTcpConnections(FileDescriptorLimit.maxConnections())
                // the default of 4,096 bytes limits the throughput of request bodies
                .putListenerSocketOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER)
                .connectionOptions(options -> options.tcpNoDelay(true));
    }

    /// The bound port, also if the setting is 0.
    public int port() {
        return server.port();
    }

    /// Stops listening, closes idle connections, and waits for requests in flight up to the grace period.
    @Override
    public void close() {
        server.stop();
        sweeper.close();
    }

    private static InetAddress resolveAddress(ServerSettings settings, String setting) {
        try {
            return InetAddress.getByName(settings.host());
        } catch (UnknownHostException _) {
            throw new SettingsException(setting + " is not a known host: " + settings.host());
        }
    }

    /// Fails if the address cannot be bound: the server itself would only log that, with a stack trace, and return.
    private static void checkAddress(ServerSettings settings, InetAddress address, String setting) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(address, settings.port()));
        } catch (BindException e) {
            var message = String.valueOf(e.getMessage());
            throw cannotListen(
                    settings,
                    setting,
                    message.contains("in use") ? "is in use" : "cannot be listened on: " + message);
        } catch (IOException e) {
            throw cannotListen(settings, setting, "cannot be listened on: " + e.getMessage());
        }
    }

    private static SettingsException cannotListen(
            ServerSettings settings, String setting, String why) {
        return new SettingsException(
                setting + " " + settings.port() + " on " + settings.host() + " " + why);
    }
}
