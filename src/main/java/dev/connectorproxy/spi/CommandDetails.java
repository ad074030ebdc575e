package dev.connectorproxy.spi;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// What the catalogue says about a command beside what a call needs.
///
/// @param title the name for people; empty if the command's name says enough
/// @param inputSchema the arguments as one object, in JSON Schema 2020-12; empty if it follows from the parameters
/// @param outputSchema the `command_response.body`, in JSON Schema 2020-12; empty if unknown
/// @param connections the types of connections that it takes credentials from
public record CommandDetails(
        String title,
        Optional<JsonObject> inputSchema,
        Optional<JsonObject> outputSchema,
        List<ConnectionUse> connections) {

    /// Nothing beyond the spec itself.
    public static final CommandDetails NONE =
            new CommandDetails("", Optional.empty(), Optional.empty(), List.of());

    public CommandDetails {
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(inputSchema, "inputSchema");
        Objects.requireNonNull(outputSchema, "outputSchema");
        connections = List.copyOf(connections);
    }

    /// The same details of a command that takes credentials from such connections.
    public CommandDetails withConnections(List<ConnectionUse> newConnections) {
        return new CommandDetails(title, inputSchema, outputSchema, newConnections);
    }
}
