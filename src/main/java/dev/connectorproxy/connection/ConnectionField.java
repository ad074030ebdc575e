package dev.connectorproxy.connection;

/// A field of a type of connections.
///
/// @param key in the settings, and in [dev.connectorproxy.spi.ConnectionUse#parameters]
/// @param secret whether its value is masked, and can come from a file or an environment variable
/// @param required whether a connection without it stops the start
record ConnectionField(String key, boolean secret, boolean required) {

    static ConnectionField required(String key) {
        return new ConnectionField(key, false, true);
    }

    static ConnectionField optional(String key) {
        return new ConnectionField(key, false, false);
    }

    static ConnectionField requiredSecret(String key) {
        return new ConnectionField(key, true, true);
    }

    static ConnectionField optionalSecret(String key) {
        return new ConnectionField(key, true, false);
    }
}
