package dev.connectorproxy.declarative;

import dev.connectorproxy.settings.Section;
import dev.connectorproxy.spi.ConnectorProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/// The connector files of the directories, and the bundled ones that are enabled. A file that is broken is reported and does not affect
/// the others; if it was good before, that version stays in use. Files are read by one thread at a time; what was read may be asked for by any.
public final class ConnectorFiles {
    private final ConnectorFileSettings settings;
    private final List<String> bundled = BundledConnectors.names();
    private final Map<String, ConnectorFileState> files =
            new TreeMap<>(); // by name; used by the thread that refreshes
    private Set<String> missing = Set.of(); // at the last look; likewise
    private volatile Snapshot snapshot = new Snapshot(List.of(), Map.of(), Map.of());

    /// @param connectors in the order of their files
    /// @param statuses by file
    /// @param problems of broken files
    private record Snapshot(
            List<ConnectorProvider> connectors,
            Map<String, String> statuses,
            Map<String, String> problems) {}

    /// @param connectors the settings
    /// @throws dev.connectorproxy.settings.SettingsException a directory that is named does not exist
    public static ConnectorFiles create(Section connectors) {
        return new ConnectorFiles(ConnectorFileSettings.create(connectors));
    }

    /// Reads nothing before [#refresh].
    ConnectorFiles(ConnectorFileSettings settings) {
        this.settings = settings;
    }

    /// Where the files are that are not bundled.
    public List<Path> directories() {
        return settings.directories();
    }

    /// Reads the files that have changed since the last time, or are new. A change counts when it is there at two calls, since a file
    /// may be in the middle of being written, or replaced.
    ///
    /// @param check throws [IllegalArgumentException] for a connector that does not fit the others, with the reason, or
    ///     [dev.connectorproxy.settings.SettingsException] with the place, too
    /// @return whether anything was read, or a file is gone
    public boolean refresh(Consumer<DeclarativeConnector> check) {
        var present = sources();
        boolean changed = forget(present.keySet());
        for (var source : present.entrySet()) {
            var state =
                    files.computeIfAbsent(
                            source.getKey(), _ -> new ConnectorFileState(source.getValue()));
            changed |= state.refresh(connector -> check(source.getKey(), connector, check));
        }
        if (changed) {
            snapshot = newSnapshot();
        }
        return changed;
    }

    private boolean forget(Set<String> present) {
        var gone = new HashSet<>(files.keySet());
        gone.removeAll(present);
        var removed = new HashSet<>(gone);
        removed.retainAll(missing);
        missing = gone;
        files.keySet().removeAll(removed);
        if (!removed.isEmpty()) { // others may have conflicted with them
            files.values().forEach(ConnectorFileState::retry);
        }
        return !removed.isEmpty();
    }

    /// A file in a directory has precedence over a bundled one, and else the one that was there first.
    private void check(
            String file, DeclarativeConnector connector, Consumer<DeclarativeConnector> check) {
        files.forEach((other, state) -> {
            if (!other.equals(file) && state.name().equals(Optional.of(connector.name()))) {
                throw new IllegalArgumentException(
                        "the connector %s is in %s, too".formatted(connector.name(), other));
            }
        });
        check.accept(connector);
    }

    private Map<String, ConnectorSource> sources() {
        var sources = new LinkedHashMap<String, ConnectorSource>();
        for (var directory : settings.directories()) {
            for (var file : yamlFiles(directory)) {
                sources.put(file.toString(), ConnectorSource.of(file));
            }
        }
        sources.putAll(BundledConnectors.chosen(bundled, settings.enabled()::matches));
        return sources;
    }

    /// Those of a directory that cannot be read are none, as if it were not there.
    private static List<Path> yamlFiles(Path directory) {
        try (var all = Files.list(directory)) {
            return all.filter(file -> file.toString().matches(".*\\.ya?ml"))
                    .filter(file -> !file.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException _) {
            return List.of();
        }
    }

    private Snapshot newSnapshot() {
        var connectors = new ArrayList<ConnectorProvider>();
        var statuses = new TreeMap<String, String>();
        var problems = new TreeMap<String, String>();
        files.forEach((name, state) -> {
            state.connector().ifPresent(connectors::add);
            statuses.put(name, state.status());
            state.problem().ifPresent(problem -> problems.put(name, problem));
        });
        return new Snapshot(List.copyOf(connectors), Map.copyOf(statuses), Map.copyOf(problems));
    }

    /// The connectors of all good files.
    public List<ConnectorProvider> connectors() {
        return snapshot.connectors();
    }

    /// What each file offers, or why it is broken; for the health check.
    public Map<String, String> statuses() {
        return new TreeMap<>(snapshot.statuses());
    }

    /// Why files are broken, by file: a line each, which begins with the file.
    public Map<String, String> problems() {
        return new TreeMap<>(snapshot.problems());
    }

    /// The globs under `connectors.enabled` that match no bundled connector.
    public List<String> unmatched() {
        return settings.enabled().unmatched(bundled);
    }
}
