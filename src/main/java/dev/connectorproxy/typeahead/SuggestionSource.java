package dev.connectorproxy.typeahead;

import dev.connectorproxy.spi.ConnectorException;
import java.util.List;
import java.util.function.Consumer;

/// The source of a category's suggestions. Implementations are thread-safe.
interface SuggestionSource {

    /// The candidates for a look-up, in order; the caller drops those that do not match.
    ///
    /// @param warnings receives a log line when the source has a problem
    /// @throws ConnectorException the source is unavailable; the message contains no host name
    List<Suggestion> suggestions(Lookup lookup, Consumer<String> warnings);
}
