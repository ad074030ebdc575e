package dev.connectorproxy.provider.generic;

import dev.connectorproxy.spi.payment.JsonFields;
import dev.connectorproxy.spi.payment.Watermark;
import jakarta.json.JsonValue;

/// A row of one of the provider's lists.
///
/// @param json as it came
/// @param fields the same, to be read
/// @param key what it is sorted and told apart by
record Row(JsonValue json, JsonFields fields, Watermark.Key key) {

    /// @param what it is, for messages
    /// @param sortedBy the field with the time that the list is sorted by
    static Row of(JsonValue json, String what, String sortedBy) {
        var fields = JsonFields.ofAnswer(json, what);
        var key = new Watermark.Key(fields.requiredTime(sortedBy), fields.requiredString("id"));
        return new Row(json, fields, key);
    }

    String id() {
        return key.id();
    }
}
