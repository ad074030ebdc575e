package dev.connectorproxy.devserver.command;

import dev.connectorproxy.devserver.api.DevServerException;
import dev.connectorproxy.devserver.connector.ConnectorSecrets;
import dev.connectorproxy.devserver.connector.EgressFactory;
import dev.connectorproxy.devserver.memory.ConnectorMemory;
import dev.connectorproxy.devserver.memory.CopyingMap;
import dev.connectorproxy.spi.Command;
import dev.connectorproxy.spi.ConnectorContext;
import dev.connectorproxy.spi.ConnectorProvider;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The connectors that were made of files, and what is wrong with files. Thread-safe.
final class FileConnectors {
    private final CopyingMap<String, LoadedConnector> connectors = new CopyingMap<>();
    private final CommandRuntime runtime;
    private final EgressFactory egresses;
    private final FileSecrets secrets;
    private final List<ConnectorMemory> memories;
    private final InstantSource clock;
    private volatile Map<String, String> problems = Map.of();

    /// @param memories what is kept of connectors elsewhere, and forgotten when their files are gone
    FileConnectors(
            CommandRuntime runtime,
            EgressFactory egresses,
            FileSecrets secrets,
            List<ConnectorMemory> memories,
            InstantSource clock) {
        this.runtime = runtime;
        this.egresses = egresses;
        this.secrets = secrets;
        this.memories = List.copyOf(memories);
        this.clock = clock;
    }

    CommandRuntime runtime() {
        return runtime;
    }

    List<LoadedConnector> all() {
        return connectors.update(all -> List.copyOf(all.values()));
    }

    /// Why files are broken, by file.
    Map<String, String> problems() {
        return new TreeMap<>(problems);
    }

    /// @throws DevServerException 404 when there is none
    LoadedConnector get(String name) {
        return connectors
                .update(all -> Optional.ofNullable(all.get(name)))
                .orElseThrow(
                        () -> DevServerException.notFound("there is no file with this connector"));
    }

    /// Forgets what was kept for a connector whose file is gone meanwhile.
    ///
    /// @throws DevServerException 404 when it is
    void checkExists(String name) {
        try {
            get(name);
        } catch (DevServerException e) {
            forget(name);
            throw e;
        }
    }

    /// Takes over what was loaded. To be called by one thread at a time.
    ///
    /// @return the connectors of files that have changed; not those that are new
    List<LoadedConnector> replace(CommandRuntime.Connectors loaded) {
        problems = loaded.problems();
        var former = connectors.all();
        var changed =
                loaded.connectors().stream()
                        .filter(provider -> !isInUse(provider, former))
                        .map(this::connector)
                        .toList();
        var names =
                loaded.connectors().stream()
                        .map(ConnectorProvider::name)
                        .collect(Collectors.toSet());
        connectors.change(all -> {
            all.keySet().retainAll(names);
            changed.forEach(connector -> all.put(connector.name(), connector));
        });
        forgetOthers(former.keySet(), names);
        return changed.stream().filter(connector -> former.containsKey(connector.name())).toList();
    }

    private static boolean isInUse(
            ConnectorProvider provider, Map<String, LoadedConnector> former) {
        var connector = former.get(provider.name());
        return connector != null && connector.provider() == provider;
    }

    private void forgetOthers(Set<String> former, Set<String> present) {
        former.stream().filter(name -> !present.contains(name)).forEach(this::forget);
    }

    private void forget(String name) {
        secrets.forget(LoadedConnector.id(name));
        memories.forEach(memory -> memory.forget(LoadedConnector.id(name)));
    }

    private LoadedConnector connector(ConnectorProvider provider) {
        var id = LoadedConnector.id(provider.name());
        return new LoadedConnector(
                provider,
                commands(provider, id),
                new ConnectorSecrets(List.of(), () -> secrets.of(id)),
                clock.instant());
    }

    private Map<String, Command> commands(ConnectorProvider provider, String id) {
        var byName = new LinkedHashMap<String, Command>();
        var egress = runtime.authorized(egresses.create(id));
        for (var command : provider.commands(new ConnectorContext(egress, Map.of()))) {
            byName.put(command.spec().name(), command);
        }
        return byName;
    }
}
