package dev.connectorproxy.provider.generic;

import dev.connectorproxy.spi.payment.JsonFields;
import dev.connectorproxy.toolkit.payment.Watermark;
import jakarta.json.JsonValue;

/// A row of a list of the provider.
///
/// @param json the row as received
/// @param fields typed access to the same row
/// @param key its sort key and identity
record GenericRow(JsonValue json, JsonFields fields, Watermark.Key key) {

    /// @param label names the row in messages
    /// @param sortedBy the field with the time by which the list is sorted
    static GenericRow of(JsonValue json, String label, String sortedBy) {
        var fields = JsonFields.ofResponse(json, label);
        var key = new Watermark.Key(fields.requiredTime(sortedBy), fields.requiredString("id"));
        return new GenericRow(json, fields, key);
    }

    String id() {
        return key.id();
    }
}
