package dev.connectorproxy.typeahead;

import dev.connectorproxy.spi.ConnectorException;
import java.util.List;
import java.util.function.Consumer;

/// Where the suggestions of a category come from. Thread-safe.
interface Source {

    /// The suggestions to choose from, in order; those that do not match are left out by the caller.
    ///
    /// @param warnings receives a line for the log when they are not what they should be
    /// @throws ConnectorException they cannot be had; the message names no host
    List<Row> rows(Lookup lookup, Consumer<String> warnings);
}
