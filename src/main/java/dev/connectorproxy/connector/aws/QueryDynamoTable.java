package dev.connectorproxy.connector.aws;

import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.Parameter;
import dev.connectorproxy.spi.ParameterType;
import java.util.List;

/// `aws/QueryDynamoTable`.
final class QueryDynamoTable extends AwsCommand {
    QueryDynamoTable(LazyAws aws) {
        super(
                new Kind(
                        "QueryDynamoTable",
                        "Reads the items of a DynamoDB table that have a partition key, and a sort key if one is given."),
                List.of(
                        Checks.TABLE_NAME,
                        Parameter.required(
                                "partition_key",
                                ParameterType.STR,
                                "The value of the partition key; binary ones in base64."),
                        Parameter.optional(
                                "sort_key",
                                ParameterType.STR,
                                "The value of the sort key; binary ones in base64."),
                        Checks.LIMIT),
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
        var partition = arguments.requiredString("partition_key");
        var sort = arguments.string("sort_key").orElse(""); // no key is ever empty
        int most = mostItems(arguments);
        return services -> services.tables().query(table, partition, sort, most);
    }
}
