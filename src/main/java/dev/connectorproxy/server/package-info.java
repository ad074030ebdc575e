/// The HTTP transport of a listener: strict framing, timeouts for slow peers, connections that are closed after
/// `Connection: close`, JSON for every failure outside the routes, `HEAD`, `OPTIONS`, 405 and CORS. Helidon WebServer 4.5.0
/// does not provide these; they are implemented at the connection, so that no handler can omit them.
package dev.connectorproxy.server;
