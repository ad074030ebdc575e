package dev.connectorproxy.connector.example;

import static dev.connectorproxy.spi.ParameterDetails.ofLabel;

import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.Command;
import dev.connectorproxy.spi.CommandResult;
import dev.connectorproxy.spi.CommandSpec;
import dev.connectorproxy.spi.Parameter;
import dev.connectorproxy.spi.ParameterType;
import jakarta.json.spi.JsonProvider;
import java.util.List;

/// `example/Example`: returns the message in a sentence.
final class Example implements Command {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final CommandSpec SPEC =
            new CommandSpec(
                            "Example",
                            "Hands your message back in a sentence; calls nothing.",
                            List.of(
                                    Parameter.required("message", ParameterType.STR, "Any text.")
                                            .withDetails(
                                                    ofLabel("Message")
                                                            .withExample("Good morning"))),
                            List.of())
                    .asStrict();

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public CommandResult execute(Arguments arguments, Call call) {
        var sentence =
                "You passed the example connector: '%s'. Have a good day!"
                        .formatted(arguments.requiredString("message"));
        return CommandResult.Done.of(
                JSON.createObjectBuilder().add("connector_response", sentence).build());
    }
}
