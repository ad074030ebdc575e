package dev.connectorproxy.importer;

import java.util.List;

/// Which operations the user asked for.
///
/// @param tags only operations with one of these tags; empty for any
/// @param operations these by `operationId`, by `METHOD /path` or by the name of the command, whatever they are; empty for no wish
/// @param all every operation, with all its parameters, however many there are
record Selection(List<String> tags, List<String> operations, boolean all) {

    /// What is chosen if the user asks for nothing.
    static final Selection DEFAULT = new Selection(List.of(), List.of(), false);

    /// Everything.
    static final Selection ALL = new Selection(List.of(), List.of(), true);

    Selection {
        tags = List.copyOf(tags);
        operations = List.copyOf(operations);
    }
}
