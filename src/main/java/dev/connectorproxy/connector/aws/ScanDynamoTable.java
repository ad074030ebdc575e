package dev.connectorproxy.connector.aws;

import dev.connectorproxy.spi.Arguments;
import java.util.List;

/// `aws/ScanDynamoTable`.
final class ScanDynamoTable extends AwsCommand {
    ScanDynamoTable(LazyAws aws) {
        super(
                new Kind("ScanDynamoTable", "Reads the items of a DynamoDB table."),
                List.of(Checks.TABLE_NAME, Checks.LIMIT),
                AwsErrors.DYNAMO,
                aws);
    }

    @Override
    public boolean repeatable(Arguments arguments) {
        return true;
    }

    @Override
    LazyAws.Work work(Arguments arguments) {
        var table = Checks.tableName(arguments);
        int maxItems = mostItems(arguments);
        return services -> services.tables().scan(table, maxItems);
    }
}
