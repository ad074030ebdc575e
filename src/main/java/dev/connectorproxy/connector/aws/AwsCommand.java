package dev.connectorproxy.connector.aws;

import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.Command;
import dev.connectorproxy.spi.CommandResult;
import dev.connectorproxy.spi.CommandSpec;
import dev.connectorproxy.spi.TreeSize;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Base class of the commands: turns the arguments into an operation on the AWS services, and returns its result
/// unwrapped, as existing diagrams expect it, or in the envelope.
abstract class AwsCommand implements Command {
    private final LazyAwsServices aws;
    private final CommandSpec spec;

    AwsCommand(CommandSpec spec, LazyAwsServices aws) {
        this.aws = aws;
        this.spec =
                spec.asStrict()
                        .withDetails(
                                spec.details()
                                        .withConnections(List.of(ConnectionKeys.CREDENTIALS)));
    }

    @Override
    public final CommandSpec spec() {
        return spec;
    }

    @Override
    public final CommandResult execute(Arguments arguments, Call call) {
        TreeSize.reserveTwice(arguments, call);
        var value = aws.run(toOperation(arguments), ConnectionKeys.of(arguments), call);
        if (!aws.settings().enveloped()) {
            return new CommandResult.Unwrapped(value);
        }
        return new CommandResult.Done(
                new CommandResult.Body.Tree(value),
                OptionalInt.of(200),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    @Override
    public final boolean testConnection(Arguments arguments, Call call) {
        aws.run(AwsServices::requireLogin, ConnectionKeys.of(arguments), call);
        return true;
    }

    /// Checks the arguments and converts them to an operation.
    ///
    /// @throws dev.connectorproxy.spi.ConnectorException `InvalidParameters`, `ParamValidationError`
    abstract LazyAwsServices.Operation toOperation(Arguments arguments);

    final AwsSettings settings() {
        return aws.settings();
    }

    final int itemLimit(Arguments arguments) {
        return AwsArguments.limit(arguments, aws.settings().maxItems());
    }
}
