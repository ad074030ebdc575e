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
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/// The items of DynamoDB.
final class Tables {
    private final DynamoDbClient dynamo;

    Tables(DynamoDbClient dynamo) {
        this.dynamo = dynamo;
    }

    /// What a caller gave for a key.
    ///
    /// @param number whether it came as a number of JSON
    record KeyValue(String text, boolean number) {
        AttributeValue asItCame() {
            return number ? JsonToAttributes.number(text) : AttributeValue.fromS(text);
        }
    }

    /// Puts an item, in place of one with the same key.
    JsonObject put(String table, JsonObject item) {
        var attributes = JsonToAttributes.item(item);
        dynamo.putItem(it -> it.tableName(table).item(attributes));
        return JsonValue.EMPTY_JSON_OBJECT;
    }

    /// Reads items in the order of the table.
    JsonObject scan(String table, int most) {
        return new Pages(most).read(position -> page(table, position));
    }

    /// Reads the items of a partition.
    ///
    /// @param sort the value of the sort key, empty for all
    JsonObject query(String table, KeyValue partition, Optional<KeyValue> sort, int most) {
        var keys =
                Optional.ofNullable(dynamo.describeTable(it -> it.tableName(table)).table())
                        .orElseThrow(AttributesToJson::unreadable);
        var query = QueryRequest.builder().tableName(table);
        var names = new LinkedHashMap<String, String>();
        var values = new LinkedHashMap<String, AttributeValue>();
        var first = key(keys, KeyType.HASH).orElseThrow(() -> noKey(table, "partition"));
        names.put("#n0", first);
        values.put(":v0", value(keys, first, partition));
        query.keyConditionExpression("#n0 = :v0");
        if (sort.isPresent()) {
            var second = key(keys, KeyType.RANGE).orElseThrow(() -> noKey(table, "sort"));
            names.put("#n1", second);
            values.put(":v1", value(keys, second, sort.get()));
            query.keyConditionExpression("(#n0 = :v0 AND #n1 = :v1)");
        }
        var whole = query.expressionAttributeNames(names).expressionAttributeValues(values).build();
        return new Pages(most).read(position -> page(whole, position));
    }

    private Pages.Page page(String table, Pages.Position position) {
        var scan = ScanRequest.builder().tableName(table);
        position.limit().ifPresent(scan::limit);
        if (!position.after().isEmpty()) {
            scan.exclusiveStartKey(position.after());
        }
        var answer = dynamo.scan(scan.build());
        return Pages.Page.of(
                answer.items(), answer.count(), answer.scannedCount(), answer.lastEvaluatedKey());
    }

    private Pages.Page page(QueryRequest whole, Pages.Position position) {
        var query = whole.toBuilder();
        position.limit().ifPresent(query::limit);
        if (!position.after().isEmpty()) {
            query.exclusiveStartKey(position.after());
        }
        var answer = dynamo.query(query.build());
        return Pages.Page.of(
                answer.items(), answer.count(), answer.scannedCount(), answer.lastEvaluatedKey());
    }

    private static Optional<String> key(TableDescription table, KeyType type) {
        return table.keySchema().stream()
                .filter(it -> it.keyType() == type)
                .map(it -> it.attributeName())
                .findFirst();
    }

    /// A key's value in the type that the table has for it; as it came when it does not say.
    private static AttributeValue value(TableDescription table, String name, KeyValue key) {
        return table.attributeDefinitions().stream()
                .filter(it -> name.equals(it.attributeName()))
                .flatMap(it -> Stream.ofNullable(it.attributeType()))
                .findFirst()
                .map(it ->
                        switch (it) {
                            case N -> JsonToAttributes.number(key.text());
                            case B -> JsonToAttributes.binary(key.text());
                            case S -> AttributeValue.fromS(key.text());
                            case UNKNOWN_TO_SDK_VERSION -> key.asItCame();
                        })
                .orElseGet(key::asItCame);
    }

    private static ConnectorException noKey(String table, String kind) {
        return new ConnectorException(
                ErrorCode.INVALID_PARAMETERS, "table " + table + " has no " + kind + " key");
    }
}
