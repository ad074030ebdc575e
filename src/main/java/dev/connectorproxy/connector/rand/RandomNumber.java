package dev.connectorproxy.connector.rand;

import static dev.connectorproxy.spi.ParameterDetails.ofLabel;

import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.Command;
import dev.connectorproxy.spi.CommandResult;
import dev.connectorproxy.spi.CommandSpec;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.spi.Parameter;
import dev.connectorproxy.spi.ParameterType;
import jakarta.json.spi.JsonProvider;
import java.util.List;
import java.util.random.RandomGenerator;

/// `rand/Number`: a random whole number.
final class RandomNumber implements Command {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final CommandSpec SPEC =
            new CommandSpec(
                            "Number",
                            "Returns a random whole number from 1 to max, each as likely; calls nothing.",
                            List.of(
                                    Parameter.required(
                                                    "max",
                                                    ParameterType.INT,
                                                    "The largest number that may be returned, at least 1.")
                                            .withDetails(
                                                    ofLabel("Max")
                                                            .withExample(JSON.createValue(6)))),
                            List.of())
                    .asStrict();

    private final RandomGenerator random;

    /// @param random thread-safe
    RandomNumber(RandomGenerator random) {
        this.random = random;
    }

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public CommandResult execute(Arguments arguments, Call call) {
        int max = arguments.integer("max").orElseThrow();
        if (max < 1) {
            throw new ConnectorException(
                    ErrorCode.INVALID_PARAMETERS, "parameter 'max' must be at least 1");
        }
        return CommandResult.Done.of(
                JSON.createObjectBuilder().add("number", random.nextLong(1, max + 1L)).build());
    }
}
