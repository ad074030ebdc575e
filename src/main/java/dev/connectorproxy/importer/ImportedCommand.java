package dev.connectorproxy.importer;

import java.util.ArrayList;
import java.util.List;

/// A command of an imported connector.
///
/// @param keys the ids of parameters with keys that its connection does not give
record ImportedCommand(NamedOperation named, ParameterChoice parameters, List<String> keys) {
    ImportedCommand {
        keys = List.copyOf(keys);
    }

    /// The ids of all its parameters.
    List<String> show() {
        var ids = new ArrayList<>(parameters.ids());
        ids.addAll(keys);
        return ids;
    }
}
