package dev.connectorproxy.connector.aws;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.spi.JsonProvider;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The pages of one query or scan, put together up to a number of items, or of characters of their JSON. When there is more,
/// `LastEvaluatedKey` says so, as it does in DynamoDB's own answers. Used once, by one thread.
final class Pages {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final int MOST_CHARACTERS = 10 << 20;

    /// From here on the first page is asked for as the reference does, without a limit: it rarely holds as many.
    private static final int WHOLE_PAGE = 1_000;

    private final int most;
    private final JsonArrayBuilder items = JSON.createArrayBuilder();
    private int count;
    private int scanned;
    private long characters;
    private Map<String, AttributeValue> after = Map.of();

    /// Where a page begins and how many items it may have.
    ///
    /// @param after the key of the item before it; empty for the first page
    /// @param limit empty for as many as DynamoDB puts on a page
    record Position(Map<String, AttributeValue> after, OptionalInt limit) {}

    /// What DynamoDB hands back.
    ///
    /// @param after empty on the last page
    record Page(
            List<Map<String, AttributeValue>> items,
            int count,
            int scanned,
            Map<String, AttributeValue> after) {

        /// A server that leaves the counts out means the items it sent.
        static Page of(
                List<Map<String, AttributeValue>> items,
                Integer count,
                Integer scanned,
                Map<String, AttributeValue> after) {
            int counted = Objects.requireNonNullElse(count, items.size());
            return new Page(items, counted, Objects.requireNonNullElse(scanned, counted), after);
        }
    }

    /// Asks for one page.
    @FunctionalInterface
    interface Asking {
        Page at(Position position);
    }

    /// @param most how many items
    Pages(int most) {
        this.most = most;
    }

    JsonObject read(Asking asking) {
        do {
            var page = asking.at(new Position(after, limit()));
            if (page.count() > most - count) {
                // the first page was asked for whole; only DynamoDB can say where a shorter one
                // ends
                page = asking.at(new Position(after, OptionalInt.of(most - count)));
            }
            add(page);
        } while (!after.isEmpty() && count < most && characters < MOST_CHARACTERS);
        return result();
    }

    private OptionalInt limit() {
        return count == 0 && most >= WHOLE_PAGE
                ? OptionalInt.empty()
                : OptionalInt.of(most - count);
    }

    private void add(Page page) {
        for (var item : page.items()) {
            var json = AttributesToJson.item(item);
            characters += json.toString().length();
            items.add(json);
        }
        count += page.count();
        scanned += page.scanned();
        after = page.after();
    }

    private JsonObject result() {
        var result =
                JSON.createObjectBuilder()
                        .add("Items", items)
                        .add("Count", count)
                        .add("ScannedCount", scanned);
        if (!after.isEmpty()) {
            result.add("LastEvaluatedKey", AttributesToJson.item(after));
        }
        return result.build();
    }
}
