package dev.connectorproxy.connection;

/// The origin of a server with another protocol than HTTP.
final class SocketOrigin {
    private SocketOrigin() {}

    /// `host:port`, an IPv6 address in brackets.
    static String of(String host, String port) {
        boolean bare = host.indexOf(':') >= 0 && !host.startsWith("[");
        return (bare ? "[" + host + "]" : host) + ":" + port;
    }
}
