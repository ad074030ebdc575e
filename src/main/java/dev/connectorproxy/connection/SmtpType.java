package dev.connectorproxy.connection;

import static dev.connectorproxy.connection.ConnectionField.optional;
import static dev.connectorproxy.connection.ConnectionField.optionalSecret;
import static dev.connectorproxy.connection.ConnectionField.required;

import java.util.List;

/// A mail server, and the login there.
record SmtpType(String name) implements ConnectionType {

    @Override
    public List<ConnectionField> fields() {
        return List.of(
                required("host"),
                required("port"),
                optional("starttls"),
                optional("username"),
                optionalSecret("password"),
                optionalSecret("access-token"));
    }

    @Override
    public List<String> origins(ConnectionFields fields) {
        return List.of(SocketOrigin.of(fields.require("host"), fields.require("port")));
    }
}
