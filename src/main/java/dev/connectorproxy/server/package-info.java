/// The transport of a listener, whatever it serves: strict framing, time limits for slow peers, connections that close when
/// they say so, JSON for every failure below the routes, `HEAD`, `OPTIONS`, 405 and CORS. Helidon WebServer 4.3.0 leaves
/// these open; each is closed at the connection itself, so that no handler can forget it.
package dev.connectorproxy.server;
