package dev.connectorproxy.spi;

import java.util.List;

/// Entry point of a connector, found by [java.util.ServiceLoader]: a public class with a public constructor without
/// parameters, named in `META-INF/services/dev.connectorproxy.spi.ConnectorProvider`. Instantiated and asked once, at start, by
/// one thread; the commands it hands out live as long as the process, and nothing is called when that ends.
///
/// A plugin has `plugins.start-timeout` for each of two steps, construction with [#name()] and [#commands(ConnectorContext)]
/// with every [Command#spec()]. If one takes longer or throws anything else than is said below, the plugin is left out and
/// reported; the proxy starts without it.
public interface ConnectorProvider {

    /// The `{connector}` of `/v1/do/{connector}/{command}`, the same each time: letters, digits, `_` and `-`. Of two with one
    /// name the built-in one counts, then that of the plugin whose file comes first by name.
    String name();

    /// The commands this connector offers, no two of one name. Must not call the outside world, nor begin anything that
    /// would have to be ended.
    ///
    /// @throws IllegalArgumentException a setting is impossible; the message, which begins with the setting's key, such as
    ///     `speed must be a number`, stops the start
    List<Command> commands(ConnectorContext context);
}
