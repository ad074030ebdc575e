package dev.connectorproxy.connector.aws;

import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/// Operations on the items of DynamoDB tables.
final class DynamoTables {
    private final DynamoDbClient dynamo;

    DynamoTables(DynamoDbClient dynamo) {
        this.dynamo = dynamo;
    }

    /// The value that a caller gave for a key.
    ///
    /// @param isNumber whether it was a JSON number
    record KeyValue(String text, boolean isNumber) {
        AttributeValue asGiven() {
            return isNumber ? JsonToAttributes.number(text) : AttributeValue.fromS(text);
        }
    }

    /// Puts an item, replacing one with the same key.
    JsonObject put(String table, JsonObject item) {
        var attributes = JsonToAttributes.item(item);
        dynamo.putItem(request -> request.tableName(table).item(attributes));
        return JsonValue.EMPTY_JSON_OBJECT;
    }

    JsonObject scan(String table, int maxItems) {
        return new ItemPager(maxItems).read(position -> readPage(table, position));
    }

    /// Queries the items of a partition.
    ///
    /// @param sort the value of the sort key; empty for all items of the partition
    JsonObject query(String table, KeyValue partition, Optional<KeyValue> sort, int maxItems) {
        var description =
                Optional.ofNullable(
                                dynamo.describeTable(request -> request.tableName(table)).table())
                        .orElseThrow(AttributesToJson::unreadable);
        var query = QueryRequest.builder().tableName(table);
        var names = new LinkedHashMap<String, String>();
        var values = new LinkedHashMap<String, AttributeValue>();
        var first =
                key(description, KeyType.HASH).orElseThrow(() -> missingKey(table, "partition"));
        names.put("#n0", first);
        values.put(":v0", value(description, first, partition));
        query.keyConditionExpression("#n0 = :v0");
        if (sort.isPresent()) {
            var second =
                    key(description, KeyType.RANGE).orElseThrow(() -> missingKey(table, "sort"));
            names.put("#n1", second);
            values.put(":v1", value(description, second, sort.get()));
            query.keyConditionExpression("(#n0 = :v0 AND #n1 = :v1)");
        }
        var request =
                query.expressionAttributeNames(names).expressionAttributeValues(values).build();
        return new ItemPager(maxItems).read(position -> readPage(request, position));
    }

    private ItemPager.Page readPage(String table, ItemPager.PageRequest position) {
        var scan = ScanRequest.builder().tableName(table);
        position.limit().ifPresent(scan::limit);
        if (!position.exclusiveStartKey().isEmpty()) {
            scan.exclusiveStartKey(position.exclusiveStartKey());
        }
        var response = dynamo.scan(scan.build());
        return ItemPager.Page.of(
                response.items(),
                response.count(),
                response.scannedCount(),
                response.lastEvaluatedKey());
    }

    private ItemPager.Page readPage(QueryRequest request, ItemPager.PageRequest position) {
        var query = request.toBuilder();
        position.limit().ifPresent(query::limit);
        if (!position.exclusiveStartKey().isEmpty()) {
            query.exclusiveStartKey(position.exclusiveStartKey());
        }
        var response = dynamo.query(query.build());
        return ItemPager.Page.of(
                response.items(),
                response.count(),
                response.scannedCount(),
                response.lastEvaluatedKey());
    }

    private static Optional<String> key(TableDescription table, KeyType type) {
        return table.keySchema().stream()
                .filter(element -> element.keyType() == type)
                .map(KeySchemaElement::attributeName)
                .findFirst();
    }

    /// Converts a key's value to the type that the table declares for it; as given when the table does not declare one.
    private static AttributeValue value(TableDescription table, String name, KeyValue key) {
        return table.attributeDefinitions().stream()
                .filter(definition -> name.equals(definition.attributeName()))
                .flatMap(definition -> Stream.ofNullable(definition.attributeType()))
                .findFirst()
                .map(type ->
                        switch (type) {
                            case N -> JsonToAttributes.number(key.text());
                            case B -> JsonToAttributes.binary(key.text());
                            case S -> AttributeValue.fromS(key.text());
                            case UNKNOWN_TO_SDK_VERSION -> key.asGiven();
                        })
                .orElseGet(key::asGiven);
    }

    private static ConnectorException missingKey(String table, String kind) {
        return new ConnectorException(
                ErrorCode.INVALID_PARAMETERS, "table " + table + " has no " + kind + " key");
    }
}
