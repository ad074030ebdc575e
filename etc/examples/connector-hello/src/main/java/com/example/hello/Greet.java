package com.example.hello;

import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.Command;
import dev.connectorproxy.spi.CommandResult;
import dev.connectorproxy.spi.CommandSpec;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.Parameter;
import dev.connectorproxy.spi.ParameterType;
import jakarta.json.Json;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Locale;

/// `hello/Greet`: greets somebody by name.
final class Greet implements Command {
    private static final CommandSpec SPEC =
            new CommandSpec(
                    "Greet",
                    "Greets somebody by name.",
                    List.of(
                            Parameter.required("name", ParameterType.STR, "Whom to greet."),
                            Parameter.optional("loud", ParameterType.BOOL, "Whether to shout.")
                                    .withDefault(JsonValue.FALSE)),
                    List.of("NobodyThere"));

    private final String greeting;

    Greet(String greeting) {
        this.greeting = greeting;
    }

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public CommandResult execute(Arguments arguments, Call call) {
        var name = arguments.requiredString("name");
        if (name.isBlank()) {
            throw new ConnectorException("NobodyThere", 400, "parameter 'name' is blank");
        }
        var line = greeting + ", " + name + "!";
        return CommandResult.Done.of(
                Json.createObjectBuilder()
                        .add("line", arguments.flag("loud") ? line.toUpperCase(Locale.ROOT) : line)
                        .build());
    }
}
