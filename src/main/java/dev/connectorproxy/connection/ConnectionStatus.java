package dev.connectorproxy.connection;

import java.util.List;

/// A connection as operators see it, without anything secret.
///
/// @param commands globs over the commands that may use it
/// @param origins where its secrets may go, as far as that is known without a call
public record ConnectionStatus(
        String name, String type, List<String> commands, List<String> origins, State state) {
    public ConnectionStatus {
        commands = List.copyOf(commands);
        origins = List.copyOf(origins);
    }

    /// Whether a call can use it now.
    public enum State {
        READY,
        /// A file, variable or secret of the store cannot be read.
        SECRET_MISSING,
        /// Nobody has signed in, or the refresh token is lost.
        SIGN_IN_NEEDED
    }
}
