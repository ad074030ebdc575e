package dev.connectorproxy.longrunning.store;

import java.nio.file.Path;
import java.util.Optional;

/// Where the database is.
///
/// @param name what the settings call it, for messages
/// @param directory of the embedded database; empty for PostgreSQL
record StoreLocation(String name, Optional<Path> directory) {
    static StoreLocation of(StoreSettings settings) {
        return settings.isPostgres()
                ? new StoreLocation("long-running.database", Optional.empty())
                : embedded(settings.directory());
    }

    static StoreLocation embedded(Path directory) {
        return new StoreLocation(
                "the database in long-running.data-dir (%s)".formatted(directory),
                Optional.of(directory));
    }
}
