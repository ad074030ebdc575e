package dev.connectorproxy.spi;

import java.util.List;

/// Entry point of a connector, found by [java.util.ServiceLoader]: a public class with a public constructor without
/// parameters, named in `META-INF/services/dev.connectorproxy.spi.ConnectorProvider`. Instantiated and called once, at
/// start, by one thread; its commands live until [#close()].
///
/// A plugin has `plugins.start-timeout` for each of two steps, construction with [#name()] and
/// [#commands(ConnectorContext)] with every [Command#spec()]. If a step takes longer or throws anything that is not
/// documented below, the plugin is skipped and reported, and the proxy starts without it.
public interface ConnectorProvider extends AutoCloseable {

    /// The `{connector}` of `/v1/do/{connector}/{command}`, equal each time: letters, digits, `_` and `-`. If two
    /// connectors have the same name, a built-in one wins, then the plugin whose file name sorts first.
    String name();

    /// The commands of this connector, with distinct names. Must not send requests.
    ///
    /// @throws IllegalArgumentException a setting is invalid; the message begins with the setting's key, such as `speed
    ///     must be a number`, and the start fails with it
    List<Command> commands(ConnectorContext context);

    /// How the connector presents itself in the catalogue; equal each time. Called after [#commands(ConnectorContext)]. A
    /// plugin has `plugins.start-timeout` for it; if it takes longer, throws anything, or has more than 4,000 characters,
    /// that is reported, and the commands are listed without it.
    default ConnectorInfo info() {
        return ConnectorInfo.NONE;
    }

    /// Releases what the commands keep from one call to the next, such as connections and threads. Called once, when the
    /// proxy ends, by one thread, also if [#commands(ConnectorContext)] failed or was never called; commands cut off at the end
    /// of `server.shutdown-grace` may still run. A plugin has `plugins.start-timeout` for it. What it throws is ignored.
    @Override
    default void close() {}
}
