package dev.connectorproxy.declarative.bundled;

import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.catalogue.ArgumentCheck;
import dev.connectorproxy.declarative.DeclarativeConnector;
import dev.connectorproxy.declarative.file.ConnectorFile;
import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.Command;
import dev.connectorproxy.spi.CommandResult.Body;
import dev.connectorproxy.spi.CommandResult.Done;
import dev.connectorproxy.spi.CommandSpec;
import dev.connectorproxy.spi.ConnectorContext;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.Egress;
import dev.connectorproxy.spi.JsonText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A bundled connector file whose requests go to a [VendorApi]. For tests only.
final class BundledFile {
    /// A vendor is in place of the egress, and gets requests without credentials.
    static final Call.Authorization CONNECTION =
            (request, call, egress) -> egress.send(request, call);

    private final List<Command> commands;
    private final VendorApi vendor;
    private final Map<String, JsonText> connection = new HashMap<>();
    private Optional<String> task = Optional.empty();
    private Call.Authorization authorization = CONNECTION;

    private BundledFile(List<Command> commands, VendorApi vendor) {
        this.commands = commands;
        this.vendor = vendor;
    }

    static BundledFile of(String name, VendorApi vendor) {
        return new BundledFile(commands(name, vendor), vendor);
    }

    /// The commands of a bundled file.
    static List<Command> commands(String name, Egress egress) {
        return DeclarativeConnector.of(
                        ConnectorFile.read(name + ".yaml", text(name + ".yaml")), Optional.empty())
                .commands(new ConnectorContext(egress, Map.of()));
    }

    /// The text of a bundled resource.
    static String text(String resource) {
        try (var in = DeclarativeConnector.class.getResourceAsStream("/connectors/" + resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The connection of the calls sets a variable of the server's URL.
    BundledFile connection(String variable, String value) {
        connection.put("connection." + variable, json("\"" + value + "\""));
        return this;
    }

    /// The calls use no connection.
    BundledFile withoutConnection() {
        authorization = Call.Authorization.NONE;
        return this;
    }

    /// The calls are those of this task of an engine.
    BundledFile ofTask(String id) {
        task = Optional.of(id);
        return this;
    }

    List<CommandSpec> specs() {
        return commands.stream().map(Command::spec).toList();
    }

    CommandSpec spec(String name) {
        return command(name).spec();
    }

    /// The types of connections that the commands take.
    List<String> connectionTypes() {
        return specs().getFirst().details().connections().stream().map(use -> use.type()).toList();
    }

    Done run(String name, String arguments) {
        var command = command(name);
        var checked = ArgumentCheck.check(command.spec(), json(arguments).members());
        var texts = new HashMap<>(checked.texts());
        texts.putAll(connection);
        return (Done) command.execute(new Arguments(texts), call());
    }

    private Call call() {
        var call = Call.ofProxy(Duration.ofSeconds(20));
        return new Call(
                call.requestId(),
                call.requestIdGiven(),
                call.traceparent(),
                call.deadline(),
                call.trail(),
                call.memory(),
                call.idempotencyKey(),
                task,
                call.caller(),
                call.secretPolicy(),
                authorization,
                call.passedOn());
    }

    /// Runs a command, and says what the vendor got: `METHOD path?query body`, as it was sent.
    String sent(String name, String arguments) {
        int before = vendor.accepted().size();
        var result = run(name, arguments);
        if (vendor.accepted().size() == before || result.error().isPresent()) {
            throw new AssertionError(result.error() + " " + text(result));
        }
        return vendor.last().line();
    }

    /// `code status message` of a call that fails.
    String failure(String name, String arguments) {
        var done = run(name, arguments);
        var error = done.error().orElseThrow();
        return error.code() + " " + done.httpStatus().orElse(0) + " " + error.message();
    }

    /// The message of a call that is refused before anything is sent.
    String refusal(String name, String arguments) {
        return refused(name, arguments).getMessage();
    }

    /// The failure of a call that is refused before anything is sent.
    ConnectorException refused(String name, String arguments) {
        return assertThrows(ConnectorException.class, () -> run(name, arguments));
    }

    /// The body of a result as JSON; one text with JSON after `quoted`.
    static String text(Done result) {
        return switch (result.body()) {
            case Body.Raw(var json) -> json.toString();
            case Body.Tree(var value) -> value.toString();
            case Body.Text(var name, var text) -> name + "=" + text;
            case Body.Quoted(var json) -> "quoted " + json;
        };
    }

    private Command command(String name) {
        return commands.stream()
                .filter(command -> command.spec().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static JsonText json(String text) {
        return JsonText.of(text.getBytes(StandardCharsets.UTF_8), 20).orElseThrow();
    }
}
