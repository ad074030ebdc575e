package dev.connectorproxy.server;

import dev.connectorproxy.settings.SettingsException;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.HttpRouting;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;

/// A socket that is listened on, and what is answered there. Thread-safe.
public final class Listener implements AutoCloseable {
    private static final int RECEIVE_BUFFER = 128 * 1024;

    private final WebServer server;
    private final Sweeper sweeper;

    private Listener(WebServer server, Sweeper sweeper) {
        this.server = server;
        this.sweeper = sweeper;
    }

    /// What a listener serves. Both methods are called once, by [#start].
    public interface Service {

        /// The shape of its failures.
        ErrorBody errors();

        /// Registers its filters, routes and error handlers, at last a [MethodTable]. CORS is settled before them, and
        /// `HEAD` arrives as `GET`.
        void routing(HttpRouting.Builder routing);

        /// The setting that its host comes from, for messages.
        default String hostSetting() {
            return "server.host";
        }

        /// The setting that its port comes from, for messages.
        default String portSetting() {
            return "server.port";
        }

        /// Adds what only the server can be given, such as the features of Helidon's observability.
        default void server(WebServerConfig.Builder server) {}
    }

    /// Starts to listen.
    ///
    /// @param draining when set, connections are closed after the answer under way
    /// @throws SettingsException if the address cannot be listened on
    public static Listener start(ServerSettings settings, Draining draining, Service service) {
        var address = address(settings, service.hostSetting());
        probe(settings, address, service.portSetting());
        var patience = Patience.of(settings);
        var sweeper = new Sweeper(patience.step());
        var cors = new Cors(settings.corsOrigins());
        var errors = new JsonErrors(service.errors(), cors);
        var bounds = new RequestReader.Bounds(patience, settings.maxRequestBytes());
        var routing = HttpRouting.builder().addFilter(cors).addFilter(new HeadAsGet());
        service.routing(routing);
        var builder = bare(settings, address).directHandlers(errors.forAll()).routing(routing);
        builder.addConnectionSelector(
                new ConnectionGuard(bounds, sweeper, draining, errors.farewell()));
        service.server(builder);
        var server = builder.build().start();
        if (!server.isRunning()) {
            sweeper.close();
            throw refused(settings, service.portSetting(), "cannot be listened on");
        }
        return new Listener(server, sweeper);
    }

    private static WebServerConfig.Builder bare(ServerSettings settings, InetAddress address) {
        return WebServer.builder()
                .address(address)
                .port(settings.port())
                .shutdownHook(false)
                .shutdownGracePeriod(settings.shutdownGrace())
                .featuresDiscoverServices(false)
                .protocolsDiscoverServices(false)
                .maxPayloadSize(settings.maxRequestBytes())
                .maxTcpConnections(Descriptors.forConnections())
                // 4,096 bytes by default, too few for a body to arrive at the speed of the line
                .putListenerSocketOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER)
                .connectionOptions(options -> options.tcpNoDelay(true));
    }

    /// The port; the one that was chosen, if 0 was asked for.
    public int port() {
        return server.port();
    }

    /// Stops listening, closes idle connections, and waits for work in flight up to the grace period.
    @Override
    public void close() {
        server.stop();
        sweeper.close();
    }

    private static InetAddress address(ServerSettings settings, String setting) {
        try {
            return InetAddress.getByName(settings.host());
        } catch (UnknownHostException _) {
            throw new SettingsException(setting + " is not a known host: " + settings.host());
        }
    }

    /// The server logs a failure to bind, with a stack trace, and returns.
    private static void probe(ServerSettings settings, InetAddress address, String setting) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(address, settings.port()));
        } catch (BindException e) {
            var message = String.valueOf(e.getMessage());
            throw refused(
                    settings,
                    setting,
                    message.contains("in use") ? "is in use" : "cannot be listened on: " + message);
        } catch (IOException e) {
            throw refused(settings, setting, "cannot be listened on: " + e.getMessage());
        }
    }

    private static SettingsException refused(ServerSettings settings, String setting, String why) {
        return new SettingsException(
                setting + " " + settings.port() + " on " + settings.host() + " " + why);
    }
}
