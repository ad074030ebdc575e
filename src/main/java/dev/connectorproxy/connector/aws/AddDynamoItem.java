package dev.connectorproxy.connector.aws;

import static dev.connectorproxy.spi.ParameterDetails.ofLabel;

import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.CommandSpec;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.spi.Parameter;
import dev.connectorproxy.spi.ParameterType;
import jakarta.json.JsonObject;
import java.util.List;

/// `aws/AddDynamoItem`.
final class AddDynamoItem extends AwsCommand {
    AddDynamoItem(LazyAwsServices aws) {
        super(
                new CommandSpec(
                        "AddDynamoItem",
                        "Puts an item into a DynamoDB table, in place of one with the same key.",
                        List.of(
                                AwsArguments.TABLE_NAME,
                                Parameter.required(
                                                "item_data",
                                                ParameterType.STRUCTURED,
                                                "The item, an object. Numbers with a fraction at its top level become strings.")
                                        .withDetails(ofLabel("Item"))),
                        AwsErrorCodes.DYNAMO),
                aws);
    }

    @Override
    LazyAwsServices.Operation toOperation(Arguments arguments) {
        var table = AwsArguments.tableName(arguments);
        if (!(arguments.value("item_data").orElseThrow() instanceof JsonObject item)) {
            throw new ConnectorException(
                    ErrorCode.INVALID_PARAMETERS, "parameter 'item_data' must be an object");
        }
        return services -> services.tables().put(table, item);
    }
}
