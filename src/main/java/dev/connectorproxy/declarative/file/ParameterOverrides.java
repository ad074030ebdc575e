package dev.connectorproxy.declarative.file;

import dev.connectorproxy.declarative.file.CommandFile.BodyForm;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a file says about the parameters of an operation.
///
/// @param own of the command, by id
/// @param shared of every command of the connector, by id; those that the operation does not have are ignored, unless they say
///     where they go
/// @param show the ids of the parameters that callers may give, in order; empty for all
/// @param body empty to let the size of the body decide
/// @param place of the command, for messages
public record ParameterOverrides(
        Map<String, ParameterFile> own,
        Map<String, ParameterFile> shared,
        Optional<List<String>> show,
        Optional<BodyForm> body,
        String place) {

    /// Nothing beyond the operation itself.
    public static final ParameterOverrides NONE =
            new ParameterOverrides(
                    Map.of(), Map.of(), Optional.empty(), Optional.empty(), "operation");

    public ParameterOverrides {
        own = Collections.unmodifiableMap(new LinkedHashMap<>(own));
        shared = Collections.unmodifiableMap(new LinkedHashMap<>(shared));
    }

    /// Of a command of a file.
    public static ParameterOverrides of(ConnectorFile connector, CommandFile command) {
        return new ParameterOverrides(
                command.parameters(),
                connector.parameters(),
                command.show(),
                command.body(),
                command.place() + ": commands." + command.name());
    }

    /// All of them by id; those of the command win.
    Map<String, ParameterFile> all() {
        var all = new LinkedHashMap<>(shared);
        all.putAll(own);
        return all;
    }
}
