package dev.connectorproxy.connector.aws;

import static dev.connectorproxy.spi.ParameterDetails.ofLabel;

import dev.connectorproxy.connector.aws.DynamoTables.KeyValue;
import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.CommandSpec;
import dev.connectorproxy.spi.Parameter;
import dev.connectorproxy.spi.ParameterType;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;

/// `aws/QueryDynamoTable`.
final class QueryDynamoTable extends AwsCommand {
    QueryDynamoTable(LazyAwsServices aws) {
        super(
                new CommandSpec(
                        "QueryDynamoTable",
                        "Reads the items of a DynamoDB table that have a partition key, and a sort key if one is given.",
                        List.of(
                                AwsArguments.TABLE_NAME,
                                Parameter.required(
                                                "partition_key",
                                                ParameterType.TEXTUAL,
                                                "The value of the partition key; binary ones in base64.")
                                        .withDetails(ofLabel("Partition key")),
                                Parameter.optional(
                                                "sort_key",
                                                ParameterType.TEXTUAL,
                                                "The value of the sort key; binary ones in base64.")
                                        .withDetails(ofLabel("Sort key")),
                                AwsArguments.LIMIT),
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
        var partition = key(arguments, "partition_key").orElseThrow();
        var sort =
                key(arguments, "sort_key").filter(key -> !key.text().isEmpty()); // no key is empty
        int maxItems = itemLimit(arguments);
        return services -> services.tables().query(table, partition, sort, maxItems);
    }

    private static Optional<KeyValue> key(Arguments arguments, String id) {
        return arguments
                .text(id)
                .map(value ->
                        new KeyValue(
                                arguments.requiredString(id),
                                value.type() == JsonValue.ValueType.NUMBER));
    }
}
