package dev.connectorproxy.connector.aws;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.spi.JsonProvider;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Reads the pages of one query or scan up to a number of items, or of characters of their JSON. When there are more
/// items, the result has a `LastEvaluatedKey`, as in DynamoDB's own responses. For one use by one thread.
final class ItemPager {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final int MAX_CHARACTERS = 10 << 20;

    /// From this number on, the first page is requested without a limit, as SpiffArena's own connector does: a page
    /// rarely holds as many items.
    private static final int MIN_ITEMS_FOR_WHOLE_PAGE = 1_000;

    private final int maxItems;
    private final JsonArrayBuilder items = JSON.createArrayBuilder();
    private int count;
    private int scannedCount;
    private long characters;
    private Map<String, AttributeValue> lastEvaluatedKey = Map.of();

    /// Where a page begins and how many items it may have.
    ///
    /// @param exclusiveStartKey the key of the item before it; empty for the first page
    /// @param limit the maximum number of items; empty for DynamoDB's own page size
    record PageRequest(Map<String, AttributeValue> exclusiveStartKey, OptionalInt limit) {}

    /// One page of DynamoDB's response.
    ///
    /// @param lastEvaluatedKey empty on the last page
    record Page(
            List<Map<String, AttributeValue>> items,
            int count,
            int scannedCount,
            Map<String, AttributeValue> lastEvaluatedKey) {

        /// Where the server leaves out the counts, the number of items is used.
        static Page of(
                List<Map<String, AttributeValue>> items,
                Integer count,
                Integer scannedCount,
                Map<String, AttributeValue> lastEvaluatedKey) {
            int counted = Objects.requireNonNullElse(count, items.size());
            return new Page(
                    items,
                    counted,
                    Objects.requireNonNullElse(scannedCount, counted),
                    lastEvaluatedKey);
        }
    }

    /// @param maxItems the maximum number of items in the result
    ItemPager(int maxItems) {
        this.maxItems = maxItems;
    }

    JsonObject read(Function<PageRequest, Page> reader) {
        do {
            var page = reader.apply(new PageRequest(lastEvaluatedKey, limit()));
            if (page.count() > maxItems - count) {
                // the first page had no limit; only DynamoDB knows the key where a shorter one ends
                page =
                        reader.apply(
                                new PageRequest(
                                        lastEvaluatedKey, OptionalInt.of(maxItems - count)));
            }
            add(page);
        } while (!lastEvaluatedKey.isEmpty() && count < maxItems && characters < MAX_CHARACTERS);
        return result();
    }

    private OptionalInt limit() {
        return count == 0 && maxItems >= MIN_ITEMS_FOR_WHOLE_PAGE
                ? OptionalInt.empty()
                : OptionalInt.of(maxItems - count);
    }

    private void add(Page page) {
        for (var item : page.items()) {
            var json = AttributesToJson.item(item);
            characters += json.toString().length();
            items.add(json);
        }
        count += page.count();
        scannedCount += page.scannedCount();
        lastEvaluatedKey = page.lastEvaluatedKey();
    }

    private JsonObject result() {
        var result =
                JSON.createObjectBuilder()
                        .add("Items", items)
                        .add("Count", count)
                        .add("ScannedCount", scannedCount);
        if (!lastEvaluatedKey.isEmpty()) {
            result.add("LastEvaluatedKey", AttributesToJson.item(lastEvaluatedKey));
        }
        return result.build();
    }
}
