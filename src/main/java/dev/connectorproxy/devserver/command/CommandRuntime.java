package dev.connectorproxy.devserver.command;

import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.Command;
import dev.connectorproxy.spi.CommandResult;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ConnectorProvider;
import dev.connectorproxy.spi.Egress;
import dev.connectorproxy.spi.JsonText;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// The code of the proxy that makes connectors of files and runs their commands, so that the development server does neither
/// in another manner. Thread-safe.
public interface CommandRuntime {

    /// The directories with connector files.
    List<Path> directories();

    /// The connectors of all files.
    ///
    /// @param connectors a file that has changed is another instance; one that is broken now is what it was before
    /// @param problems why files are broken, by file: one line with the file, the line, the key and what to do
    record Connectors(List<ConnectorProvider> connectors, Map<String, String> problems) {
        public Connectors {
            connectors = List.copyOf(connectors);
            problems = Map.copyOf(problems);
        }
    }

    /// Looks at the files, and loads those that have changed. A change counts when it is there at two looks, because a file may
    /// be in the middle of being written.
    Connectors look();

    /// The entry of a command in the list of commands, with schemas.
    JsonObject describe(ConnectorProvider connector, Command command);

    /// A command as it is run for one call.
    ///
    /// @param command decorated with the connection and the secrets that the arguments name
    record PreparedCommand(Command command, Arguments arguments) {}

    /// Checks the arguments of a call, and finds the connection and the secrets that they name.
    ///
    /// @throws ConnectorException `InvalidParameters`
    PreparedCommand prepare(String connector, Command command, Map<String, JsonText> sent);

    /// The egress of a connector, which adds the credentials of connections.
    ///
    /// @param recorded sends and records
    Egress authorized(Egress recorded);

    /// The JSON that an engine gets.
    byte[] toJson(CommandResult result);

    /// The JSON that an engine gets for a failure.
    ///
    /// @param body of the response
    byte[] toJson(ConnectorException failure, JsonValue body);

    /// The secrets and credentials that calls were given lately besides their arguments: the same list as long as they are the
    /// same.
    List<String> secrets();

    /// A runtime without files.
    CommandRuntime NONE =
            new CommandRuntime() {
                @Override
                public List<Path> directories() {
                    return List.of();
                }

                @Override
                public Connectors look() {
                    return new Connectors(List.of(), Map.of());
                }

                @Override
                public JsonObject describe(ConnectorProvider connector, Command command) {
                    return JsonValue.EMPTY_JSON_OBJECT;
                }

                @Override
                public PreparedCommand prepare(
                        String connector, Command command, Map<String, JsonText> sent) {
                    return new PreparedCommand(command, new Arguments(sent));
                }

                @Override
                public Egress authorized(Egress recorded) {
                    return recorded;
                }

                @Override
                public byte[] toJson(CommandResult result) {
                    return new byte[0];
                }

                @Override
                public byte[] toJson(ConnectorException failure, JsonValue body) {
                    return new byte[0];
                }

                @Override
                public List<String> secrets() {
                    return List.of();
                }
            };
}
