package dev.connectorproxy.outbound;

import dev.connectorproxy.toolkit.HttpOrigin;
import io.helidon.common.tls.Tls;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.webclient.api.ClientConnection;
import io.helidon.webclient.api.ClientUri;
import io.helidon.webclient.api.ConnectionKey;
import io.helidon.webclient.api.Proxy;
import io.helidon.webclient.api.TcpClientConnection;
import io.helidon.webclient.api.WebClient;
import io.helidon.webclient.http1.Http1Client;
import io.helidon.webclient.http1.Http1ClientRequest;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/// Opens a connection for each request. It follows no redirects, uses no proxy, never retries, and reuses no
/// connection, so that a stale connection cannot fail a request. Thread-safe.
public final class SingleUseHttpClient {
    private static final Tls NO_TLS = Tls.builder().enabled(false).build();

    private final WebClient client;
    private final Http1Client http;

    /// @param connect the connect timeout
    /// @param read the timeout of one read, unless a [SingleUseConnection] sets its own
    public SingleUseHttpClient(Duration connect, Duration read) {
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

    /// Opens a connection. The caller closes it.
    ///
    /// @throws RuntimeException any that WebClient throws; an [IllegalArgumentException] for an unknown host
    public ClientConnection connect(HttpOrigin origin) {
        var settings = client.prototype();
        var key =
                ConnectionKey.create(
                        origin.scheme(),
                        origin.host(),
                        origin.port(),
                        origin.scheme().equals("https") ? settings.tls() : NO_TLS,
                        settings.dnsResolver(),
                        settings.dnsAddressLookup(),
                        Proxy.noProxy());
        return TcpClientConnection.create(
                        client, key, List.of(Http1Client.PROTOCOL_ID), _ -> false, _ -> {})
                .connect();
    }

    /// Creates a request on a connection. Path and query are sent unchanged, both as the path, because WebClient would
    /// decode those of a URI.
    ///
    /// @param origin of the connection
    /// @param url has the path and query
    public Http1ClientRequest request(
            Method method, HttpOrigin origin, URI url, SingleUseConnection connection) {
        var path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        var query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
        return http.method(method)
                .skipUriEncoding(true)
                .uri(
                        ClientUri.create() // not from a URI, which reports no host for a_b
                                .scheme(origin.scheme())
                                .host(origin.host())
                                .port(origin.port()))
                .path(path + query)
                .header(HeaderValues.CONNECTION_CLOSE)
                .header(HeaderNames.USER_AGENT, "connector-proxy")
                .header(HeaderNames.ACCEPT_ENCODING, "identity")
                .connection(connection);
    }
}
