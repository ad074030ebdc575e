package dev.connectorproxy.connector.aws;

import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.CommandSpec;
import java.util.List;

/// `aws/ScanDynamoTable`.
final class ScanDynamoTable extends AwsCommand {
    ScanDynamoTable(LazyAwsServices aws) {
        super(
                new CommandSpec(
                        "ScanDynamoTable",
                        "Reads the items of a DynamoDB table.",
                        List.of(AwsArguments.TABLE_NAME, AwsArguments.LIMIT),
                        AwsErrorCodes.DYNAMO),
                aws);
    }

    @Override
    public boolean repeatable(Arguments arguments) {
        return true;
    }

    @Override
    LazyAwsServices.Operation toOperation(Arguments arguments) {
        var table = AwsArguments.tableName(arguments);
        int maxItems = itemLimit(arguments);
        return services -> services.tables().scan(table, maxItems);
    }
}
