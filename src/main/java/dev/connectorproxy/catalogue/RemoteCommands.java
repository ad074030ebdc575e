package dev.connectorproxy.catalogue;

import java.util.SortedMap;

/// The commands of other proxies, beside those of the [Catalogue]; they come and go. Thread-safe.
public interface RemoteCommands {

    /// Those there are now, by id: a snapshot that does not change any more. None of them has the id of a local command.
    SortedMap<String, RemoteCommand> all();

    /// Has the listener called after each change of [#all()], on any thread. To be called before the first change.
    void onChange(Runnable listener);
}
