package dev.connectorproxy.spi;

import java.util.List;

/// Entry point of a connector, found by [java.util.ServiceLoader]. Instantiated and asked once, at start, on the main
/// thread; the commands it hands out live as long as the process.
public interface ConnectorProvider {

    /// The `{connector}` of `/v1/do/{connector}/{command}`: letters, digits, `_` and `-`.
    String name();

    /// The commands this connector offers. Must not call the outside world. An [IllegalArgumentException] about a setting
    /// stops the start with its message.
    List<Command> commands(ConnectorContext context);
}
