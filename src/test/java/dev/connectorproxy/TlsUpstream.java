package dev.connectorproxy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLPeerUnverifiedException;

/// An HTTPS server on loopback that records the subject of the client certificate of each request, `none` for none. Its query is the
/// `Location` that it redirects to.
final class TlsUpstream implements AutoCloseable {
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<String> subjects = new CopyOnWriteArrayList<>();
    private final HttpsServer server;

    /// @param demanding whether there is no connection without a client certificate
    TlsUpstream(SSLContext tls, boolean demanding) throws IOException {
        server =
                HttpsServer.create(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
        server.setHttpsConfigurator(
                new HttpsConfigurator(tls) {
                    @Override
                    public void configure(HttpsParameters parameters) {
                        var wanted = getSSLContext().getDefaultSSLParameters();
                        if (demanding) {
                            wanted.setNeedClientAuth(true);
                        } else {
                            wanted.setWantClientAuth(true);
                        }
                        parameters.setSSLParameters(wanted);
                    }
                });
        server.setExecutor(threads);
        server.createContext("/", exchange -> respond((HttpsExchange) exchange));
        server.start();
    }

    private void respond(HttpsExchange exchange) throws IOException {
        try (exchange) {
            subjects.add(subject(exchange));
            var location = exchange.getRequestURI().getQuery();
            if (exchange.getRequestMethod().equals("HEAD")) {
                exchange.sendResponseHeaders(200, -1);
            } else if (location == null) {
                RecordingUpstream.send(exchange, 200, "application/json", "{}");
            } else {
                exchange.getResponseHeaders().set("Location", location);
                exchange.sendResponseHeaders(307, -1);
            }
        }
    }

    private static String subject(HttpsExchange exchange) {
        try {
            return exchange.getSSLSession().getPeerPrincipal().getName();
        } catch (SSLPeerUnverifiedException _) {
            return "none";
        }
    }

    String url() {
        return "https://localhost:" + server.getAddress().getPort();
    }

    /// Those of the requests so far.
    List<String> subjects() {
        return subjects;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
