package dev.connectorproxy.spi;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;

/// Sends the requests of connectors to the outside, subject to the egress policy; connectors must not use anything
/// else. Thread-safe; one for the whole process.
///
/// The policy checks every target: the scheme is http or https, the port is 80, 443 or at least 1024, and the name and
/// every address that it resolves to are public, unless the operator allowed the target. Cookies are not stored,
/// nothing is cached, and redirects are followed only if the request asks for it; then the policy checks every hop.
public interface Egress {

    /// Sends one request and reads the whole response, within the call's deadline. An HTTP error status is returned,
    /// not thrown.
    ///
    /// @throws ConnectorException `InvalidURL`, `MissingSchema`, `InvalidSchema`, `InvalidParameters` (headers),
    ///     `EgressBlocked`, `ConnectTimeout`, `ReadTimeout`, `ConnectionError`, `ChunkedEncodingError`, `SSLError`,
    ///     `RequestTooLarge`, `ResponseTooLarge`, `TooManyRedirects`, `ProxyOverloaded`. Also `EgressBlocked` when a
    ///     secret of the call would be sent where [Call#secretPolicy()] forbids it
    HttpResponse send(HttpRequest request, Call call);

    /// The addresses to which a connector with another protocol (SMTP, SQL) may open a socket. The name is resolved
    /// here, once; the connector connects to one of the addresses and must not resolve the name again. Each address
    /// carries the host name, which TLS verifies. An egress for HTTP alone refuses every host.
    ///
    /// @param protocolPorts the ports below 1024 that IANA assigned to the protocol, permitted beside those of HTTP
    /// @throws ConnectorException `InvalidURL`: not a host; `EgressBlocked`; `ConnectionError`: the name has no address
    default List<InetSocketAddress> permit(String host, int port, Set<Integer> protocolPorts) {
        throw new ConnectorException(
                ErrorCode.EGRESS_BLOCKED, host + " is refused: this way out is for HTTP alone");
    }

    /// The same for a call, whose secrets must not be sent to every host. A connector asks again before it uses a
    /// connection that another call has opened, see [Call.SecretPolicy#admit(String, int)].
    ///
    /// @throws ConnectorException also `EgressBlocked`: a secret of the call must not be sent to that host
    default List<InetSocketAddress> permit(
            String host, int port, Set<Integer> protocolPorts, Call call) {
        call.secretPolicy().admit(host, port);
        return permit(host, port, protocolPorts);
    }
}
