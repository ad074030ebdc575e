package dev.connectorproxy.catalogue;

import java.util.Map;

/// The commands of other proxies, besides those of the [Catalogue]; they change at run time. Thread-safe.
public interface RemoteCommands {

    /// The current commands, as an immutable snapshot. None has the id of a local command or an alias.
    Map<CommandId, RemoteCommand> all();

    /// Registers a listener that is called after each change of [#all()], on any thread. To be called before the first
    /// change.
    void onChange(Runnable listener);
}
