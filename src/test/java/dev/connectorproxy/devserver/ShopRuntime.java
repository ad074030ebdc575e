package dev.connectorproxy.devserver;

import dev.connectorproxy.devserver.command.CommandRuntime;
import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.Command;
import dev.connectorproxy.spi.CommandResult;
import dev.connectorproxy.spi.CommandSpec;
import dev.connectorproxy.spi.ConnectorContext;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ConnectorProvider;
import dev.connectorproxy.spi.Egress;
import dev.connectorproxy.spi.HttpRequest;
import dev.connectorproxy.spi.HttpRequest.Header;
import dev.connectorproxy.spi.JsonText;
import dev.connectorproxy.spi.Parameter;
import dev.connectorproxy.spi.ParameterDetails;
import dev.connectorproxy.spi.ParameterType;
import dev.connectorproxy.spi.Retries;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A runtime whose files are what a test says they are: the connector `shop` with `List`, which may be repeated, and `Buy`.
final class ShopRuntime implements CommandRuntime {
    private volatile Connectors connectors = new Connectors(List.of(new Shop("orders")), Map.of());

    /// The file was changed: its commands call another path.
    void change(String path) {
        connectors = new Connectors(List.of(new Shop(path)), Map.of());
    }

    /// The file was broken.
    void spoil(String problem) {
        connectors = new Connectors(connectors.connectors(), Map.of("shop.yaml", problem));
    }

    /// The file was removed.
    void remove() {
        connectors = new Connectors(List.of(), Map.of());
    }

    private record Shop(String path) implements ConnectorProvider {
        @Override
        public String name() {
            return "shop";
        }

        @Override
        public List<Command> commands(ConnectorContext context) {
            return List.of(
                    new Request("List", path, context.egress()),
                    new Request("Buy", path, context.egress()));
        }
    }

    private record Request(String name, String path, Egress egress) implements Command {
        @Override
        public CommandSpec spec() {
            var token =
                    Parameter.required("token", ParameterType.STR, "A token.")
                            .withDetails(ParameterDetails.ofLabel("Token").asSecret());
            return new CommandSpec(name, "Calls.", List.of(token), List.of());
        }

        @Override
        public CommandResult execute(Arguments arguments, Call call) {
            var request =
                    new HttpRequest(
                            name.equals("List") ? "GET" : "POST",
                            "https://shop.example/" + path,
                            List.of(
                                    new Header(
                                            "Authorization",
                                            "Bearer " + arguments.requiredString("token"))),
                            Optional.empty(),
                            HttpRequest.Redirects.RETURN,
                            Retries.NONE);
            var text = new String(egress.send(request, call).body(), StandardCharsets.UTF_8);
            return CommandResult.Done.of(Json.createValue(text));
        }

        @Override
        public boolean repeatable(Arguments arguments) {
            return name.equals("List");
        }
    }

    @Override
    public List<Path> directories() {
        return List.of(Path.of("connectors"));
    }

    @Override
    public Connectors look() {
        return connectors;
    }

    @Override
    public JsonObject describe(ConnectorProvider connector, Command command) {
        return Json.createObjectBuilder()
                .add("id", connector.name() + "/" + command.spec().name())
                .build();
    }

    @Override
    public PreparedCommand prepare(String connector, Command command, Map<String, JsonText> sent) {
        if (!sent.containsKey("token")) {
            throw new ConnectorException("InvalidParameters", 400, "token is missing");
        }
        return new PreparedCommand(command, new Arguments(sent));
    }

    @Override
    public Egress authorized(Egress recorded) {
        return recorded;
    }

    @Override
    public byte[] toJson(CommandResult result) {
        var body = ((CommandResult.Body.Tree) ((CommandResult.Done) result).body()).value();
        return bytes(Json.createObjectBuilder().add("body", body).build());
    }

    @Override
    public byte[] toJson(ConnectorException failure, JsonValue body) {
        return bytes(Json.createObjectBuilder().add("error", failure.code()).build());
    }

    private static byte[] bytes(JsonObject json) {
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public List<String> secrets() {
        return List.of();
    }
}
