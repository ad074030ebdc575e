package dev.connectorproxy.admin;

import dev.connectorproxy.connection.ConnectionAdmin;
import java.util.Optional;
import java.util.function.Function;

/// What operators can do with connections.
///
/// @param connections lists and tests them
/// @param links a link by which one person can sign in for a connection; empty if nobody signs in for one of that name
public record ConnectionOperations(
        ConnectionAdmin connections, Function<String, Optional<String>> links) {}
