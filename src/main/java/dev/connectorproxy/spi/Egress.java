package dev.connectorproxy.spi;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;

/// The guarded way out, the only one a connector has. Thread-safe; one for the whole process.
///
/// Every target passes the guard: the scheme is http or https, the port 80, 443 or at least 1024, the name and every
/// address it resolves to public, unless the operator opened it. There is no cookie jar, nothing is cached, and no
/// redirect is followed unless the request asks for it; then every hop passes the guard again.
public interface Egress {

    /// Sends one request and reads the whole answer, within the call's deadline. An HTTP error status is a value.
    ///
    /// @throws ConnectorException `InvalidURL`, `MissingSchema`, `InvalidSchema`, `InvalidParameters` (headers),
    ///     `EgressBlocked`, `ConnectTimeout`, `ReadTimeout`, `ConnectionError`, `ChunkedEncodingError`, `SSLError`,
    ///     `RequestTooLarge`, `ResponseTooLarge`, `TooManyRedirects`, `ProxyOverloaded`
    HttpResponse send(HttpRequest request, Call call);

    /// The addresses that a connector with a protocol of its own (mail, SQL) may open a socket to. The name is looked up
    /// here, once; the connector connects to one of these and asks nobody again. Each bears the host's name, which is what
    /// TLS verifies. An egress that only speaks HTTP refuses every host.
    ///
    /// @param protocolPorts the ports below 1024 that the protocol is registered with (IANA), open beside those of HTTP
    /// @throws ConnectorException `InvalidURL` when it is not a host, `EgressBlocked`, `ConnectionError` when the name has no
    ///     address
    default List<InetSocketAddress> permit(String host, int port, Set<Integer> protocolPorts) {
        throw new ConnectorException(
                ErrorCode.EGRESS_BLOCKED, host + " is refused: this way out is for HTTP alone");
    }
}
