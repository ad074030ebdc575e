package dev.connectorproxy.proxy;

import dev.connectorproxy.catalogue.CommandDirectory;
import dev.connectorproxy.catalogue.Invocable;
import dev.connectorproxy.connection.Connections;
import dev.connectorproxy.proxy.CatalogueLists.Contents;
import dev.connectorproxy.security.Caller;
import dev.connectorproxy.toolkit.Globs;
import io.helidon.common.LazyValue;
import java.util.SortedMap;
import java.util.TreeMap;

/// The response bodies of `GET /v1/commands`: built when the commands change, not at each request; those with schemas when the
/// first one is asked for. Thread-safe.
final class CatalogueSnapshot {
    private static final long MAX_KEPT_BYTES = 32 << 20;

    private final CatalogueLists plain;
    private final LazyValue<CatalogueLists> withSchemas;

    CatalogueSnapshot(CommandDirectory directory, Connections connections) {
        SortedMap<String, Invocable> commands = new TreeMap<>(); // by id or alias
        directory.all().forEach(command -> commands.put(command.id().toString(), command));
        directory.aliases().forEach((alias, command) -> commands.put(alias.toString(), command));
        this.plain = new CatalogueLists(commands, new Contents(false, connections, MAX_KEPT_BYTES));
        this.withSchemas =
                LazyValue.create(() ->
                        new CatalogueLists(
                                commands, new Contents(true, connections, MAX_KEPT_BYTES)));
    }

    /// The commands that this caller may run, as JSON, under those of their ids that are not hidden.
    byte[] forCaller(Caller caller, Globs hidden, boolean schemas) {
        return (schemas ? withSchemas.get() : plain).forCaller(caller, hidden);
    }
}
