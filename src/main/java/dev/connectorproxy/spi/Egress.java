package dev.connectorproxy.spi;

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
}
