package dev.connectorproxy.declarative;

import dev.connectorproxy.settings.SettingsException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// One connector file: what was read last, and the last good version. Used by one thread at a time.
final class ConnectorFileState {
    private final ConnectorSource source;
    private List<URI> documents = List.of(); // of the API description
    private List<FileStamp> handled = List.of(); // at the last reading; empty before the first one
    private List<FileStamp> seen = List.of(); // at the last look
    private Optional<DeclarativeConnector> connector = Optional.empty();
    private Optional<String> problem = Optional.empty();

    ConnectorFileState(ConnectorSource source) {
        this.source = source;
    }

    /// Reads the file at first, and when it has changed but not since the last look.
    ///
    /// @param check throws [IllegalArgumentException] for a connector that does not fit the others, with the reason, or
    ///     [SettingsException] with the place, too
    /// @return whether it was read
    boolean refresh(Consumer<DeclarativeConnector> check) {
        var now = source.stamps(documents);
        boolean steady = handled.isEmpty() || now.equals(seen);
        seen = now;
        if (!steady || now.equals(handled)) {
            return false;
        }
        load(check);
        seen = source.stamps(documents);
        // a change while the file was read is noticed later
        handled = seen.getFirst().equals(now.getFirst()) ? seen : now;
        return true;
    }

    /// Reads the file again at the next look, if it is broken.
    void retry() {
        if (problem.isPresent()) {
            handled = List.of();
        }
    }

    private void load(Consumer<DeclarativeConnector> check) {
        var read = new ArrayList<URI>();
        try {
            var loaded = source.load(read);
            check.accept(loaded);
            connector = Optional.of(loaded);
            problem = Optional.empty();
        } catch (SettingsException e) {
            problem = Optional.of(e.getMessage());
        } catch (IllegalArgumentException e) {
            problem = Optional.of(source.name() + ": " + e.getMessage());
        } finally {
            documents = List.copyOf(read);
        }
    }

    Optional<DeclarativeConnector> connector() {
        return connector;
    }

    /// Of the connector.
    Optional<String> name() {
        return connector.map(DeclarativeConnector::name);
    }

    /// Why the file is broken: a line that begins with its name.
    Optional<String> problem() {
        return problem;
    }

    /// For the health check.
    String status() {
        var good =
                connector.map(
                        found -> "connector %s, %d commands".formatted(found.name(), found.size()));
        return problem.map(why -> "broken: " + why + inUse(good)).orElseGet(good::orElseThrow);
    }

    private static String inUse(Optional<String> good) {
        return good.map(before -> "; the version before it is in use: " + before).orElse("");
    }
}
