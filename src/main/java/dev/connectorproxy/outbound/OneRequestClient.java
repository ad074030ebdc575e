package dev.connectorproxy.outbound;

import io.helidon.common.tls.Tls;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.webclient.api.ClientConnection;
import io.helidon.webclient.api.ConnectionKey;
import io.helidon.webclient.api.Proxy;
import io.helidon.webclient.api.TcpClientConnection;
import io.helidon.webclient.api.WebClient;
import io.helidon.webclient.http1.Http1Client;
import io.helidon.webclient.http1.Http1ClientRequest;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/// Opens connections and begins the one request of each. It follows no redirects, uses no proxy and keeps nothing open, so that
/// no connection that has gone stale can fail a request, which is never sent twice. Thread-safe.
public final class OneRequestClient {
    private static final Tls NO_TLS = Tls.builder().enabled(false).build();

    private final WebClient client;
    private final Http1Client http;

    /// @param connect how long a connection may take
    /// @param read how long one wait for bytes may take where no [OneRequestConnection] says so
    public OneRequestClient(Duration connect, Duration read) {
        client =
                WebClient.builder()
                        .connectTimeout(connect)
                        .readTimeout(read)
                        .followRedirects(false)
                        .relativeUris(true)
                        .sendExpectContinue(false)
                        .keepAlive(false)
                        .shareConnectionCache(false)
                        .servicesDiscoverServices(false)
                        .proxy(Proxy.noProxy())
                        .build();
        http = client.client(Http1Client.PROTOCOL);
    }

    /// Opens a connection, which the caller closes.
    ///
    /// @param scheme `http` or `https`
    /// @throws RuntimeException of whatever kind WebClient has for it; an unknown host is an [IllegalArgumentException]
    public ClientConnection connect(String scheme, String host, int port) {
        var settings = client.prototype();
        var key =
                ConnectionKey.create(
                        scheme,
                        host,
                        port,
                        scheme.equals("https") ? settings.tls() : NO_TLS,
                        settings.dnsResolver(),
                        settings.dnsAddressLookup(),
                        Proxy.noProxy());
        return TcpClientConnection.create(
                        client, key, List.of(Http1Client.PROTOCOL_ID), _ -> false, _ -> {})
                .connect();
    }

    /// A request to be sent over a connection. Path and query go as they stand, both as the path: those of a URI would be
    /// decoded.
    ///
    /// @param origin `scheme://host:port`, of the connection
    /// @param url whose path and query are asked for
    public Http1ClientRequest request(
            Method method, String origin, URI url, OneRequestConnection connection) {
        var path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        var query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
        return http.method(method)
                .skipUriEncoding(true)
                .uri(URI.create(origin))
                .path(path + query)
                .header(HeaderValues.CONNECTION_CLOSE)
                .header(HeaderNames.USER_AGENT, "connector-proxy")
                .header(HeaderNames.ACCEPT_ENCODING, "identity")
                .connection(connection);
    }
}
