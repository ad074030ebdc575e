package dev.connectorproxy.devserver.command;

import dev.connectorproxy.devserver.api.DevLog;
import dev.connectorproxy.devserver.api.JsonBodyReader;
import dev.connectorproxy.devserver.connector.ConnectorRegistry;
import dev.connectorproxy.devserver.connector.EgressFactory;
import dev.connectorproxy.devserver.connector.ProviderCalls;
import dev.connectorproxy.devserver.connector.RecordedConnector;
import dev.connectorproxy.devserver.connector.RecordedConnectors;
import dev.connectorproxy.devserver.memory.ConnectorHistory;
import dev.connectorproxy.devserver.memory.ConnectorMemory;
import io.helidon.webserver.http.HttpService;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

/// The part of the object graph about connectors that are files, with its routes. Thread-safe.
public final class FileGraph implements AutoCloseable {
    private static final int MAX_REPORTS = 50;
    private static final long MAX_BYTES = 16 << 20;

    private final CommandCalls calls;
    private final FileConnectors files;
    private final FileReloads reloads;
    private final FileWatcher watcher;

    /// What the connectors use.
    ///
    /// @param memories what is kept of them, and forgotten when their files are gone
    public record Surroundings(
            EgressFactory egresses,
            ProviderCalls calls,
            List<ConnectorMemory> memories,
            InstantSource clock,
            DevLog log) {
        public Surroundings {
            memories = List.copyOf(memories);
        }
    }

    /// @param automatic whether a file is loaded again as soon as it changes
    public FileGraph(CommandRuntime runtime, Surroundings around, boolean automatic) {
        var secrets = new FileSecrets(runtime::secrets);
        var reports = new ConnectorHistory<Long, byte[]>(MAX_REPORTS, MAX_BYTES);
        this.calls = new CommandCalls(runtime, around.calls(), secrets);
        var memories = Stream.concat(around.memories().stream(), Stream.of(calls, reports));
        this.files =
                new FileConnectors(
                        runtime, around.egresses(), secrets, memories.toList(), around.clock());
        this.reloads = new FileReloads(files, new CommandRerun(calls), reports, around.clock());
        this.watcher = new FileWatcher(reloads, around.log(), automatic);
    }

    /// Loads the files, and begins to watch them.
    public void start() {
        watcher.start();
    }

    public HttpService routes(JsonBodyReader bodyReader) {
        return new ConnectorFileRoutes(files, watcher, reloads, calls, bodyReader);
    }

    /// These connectors, and those of providers.
    public RecordedConnectors and(ConnectorRegistry others) {
        return new RecordedConnectors() {
            @Override
            public RecordedConnector get(String id) {
                if (!LoadedConnector.isId(id)) {
                    return others.get(id);
                }
                watcher.awaitFirst();
                return files.get(LoadedConnector.name(id));
            }

            @Override
            public void checkExists(String id) {
                if (LoadedConnector.isId(id)) {
                    files.checkExists(LoadedConnector.name(id));
                } else {
                    others.checkExists(id);
                }
            }
        };
    }

    /// The text without the secrets of these connectors.
    public String mask(String text) {
        var masked = text;
        for (var connector : files.all()) {
            masked = connector.mask().text(masked);
        }
        return masked;
    }

    /// Interrupts a running reload.
    @Override
    public void close() {
        watcher.close();
        reloads.close();
    }
}
