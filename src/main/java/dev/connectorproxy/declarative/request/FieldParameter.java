package dev.connectorproxy.declarative.request;

import dev.connectorproxy.openapi.OperationParameter;
import dev.connectorproxy.openapi.OperationParameter.Location;
import jakarta.json.JsonValue;

/// A parameter in the query or in a cookie. Immutable.
record FieldParameter(OperationParameter parameter, Fields.Format format) {

    static FieldParameter of(OperationParameter parameter) {
        boolean query = parameter.in() == Location.QUERY;
        var escaping = Escaping.query(query && parameter.allowReserved());
        return new FieldParameter(
                parameter,
                new Fields.Format(
                        (query ? Escaping.NAME : Escaping.QUERY).apply(parameter.name()),
                        parameter.name(),
                        parameter.style(),
                        parameter.explode(),
                        escaping));
    }

    /// Appends the pairs of its value, if it has one.
    ///
    /// @throws dev.connectorproxy.spi.ConnectorException `InvalidParameters`
    void write(Fields fields, RequestValues values) {
        values.of(parameter).ifPresent(value -> write(fields, value));
    }

    private void write(Fields fields, JsonValue value) {
        ContentText.of(parameter, value)
                .ifPresentOrElse(
                        text -> fields.addPair(format.name(), format.escaping().apply(text)),
                        () -> fields.add(format, value));
    }
}
