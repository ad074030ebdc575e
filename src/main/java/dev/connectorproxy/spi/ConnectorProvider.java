package dev.connectorproxy.spi;

import java.util.List;

/// Entry point of a connector, found by [java.util.ServiceLoader]: a public class with a public constructor without
/// parameters, named in `META-INF/services/dev.connectorproxy.spi.ConnectorProvider`. Instantiated and asked once, at start, by
/// one thread; the commands it hands out live until [#close()].
///
/// A plugin has `plugins.start-timeout` for each of two steps, construction with [#name()] and [#commands(ConnectorContext)]
/// with every [Command#spec()]. If one takes longer or throws anything else than is said below, the plugin is left out and
/// reported; the proxy starts without it.
public interface ConnectorProvider extends AutoCloseable {

    /// The `{connector}` of `/v1/do/{connector}/{command}`, the same each time: letters, digits, `_` and `-`. Of two with one
    /// name the built-in one counts, then that of the plugin whose file comes first by name.
    String name();

    /// The commands this connector offers, no two of one name. Must not call the outside world.
    ///
    /// @throws IllegalArgumentException a setting is impossible; the message, which begins with the setting's key, such as
    ///     `speed must be a number`, stops the start
    List<Command> commands(ConnectorContext context);

    /// Releases what the commands keep from one call to the next, such as connections and threads. Called once, when the
    /// proxy ends, by one thread, also if [#commands(ConnectorContext)] failed or was never called; commands cut off at the end
    /// of `server.shutdown-grace` may still run. A plugin has `plugins.start-timeout` for it. What it throws is ignored.
    @Override
    default void close() {}
}
