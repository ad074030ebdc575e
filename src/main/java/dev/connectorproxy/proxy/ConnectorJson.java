package dev.connectorproxy.proxy;

import static dev.connectorproxy.proxy.ParameterJson.addText;

import dev.connectorproxy.spi.ConnectorInfo;
import dev.connectorproxy.spi.SetupField;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.spi.JsonProvider;

/// The `connector` of an entry of the catalogue, with the names and types of m8flow's `connectors-grouped`. What says nothing is
/// left out.
final class ConnectorJson {
    private static final JsonProvider JSON = JsonProvider.provider();

    private ConnectorJson() {}

    static JsonObject of(ConnectorInfo connector) {
        var json = JSON.createObjectBuilder();
        addText(json, "name", connector.title());
        addText(json, "description", connector.description());
        addText(json, "icon", connector.icon());
        addText(json, "docsUrl", connector.docsUrl());
        if (!connector.configFields().isEmpty()) {
            var fields = JSON.createArrayBuilder();
            connector.configFields().stream().map(ConnectorJson::field).forEach(fields::add);
            json.add("configFields", fields);
        }
        return json.build();
    }

    private static JsonObjectBuilder field(SetupField field) {
        var json =
                JSON.createObjectBuilder()
                        .add("id", field.id())
                        .add("label", field.label())
                        .add("type", field.password() ? "password" : "text")
                        .add("required", field.required());
        addText(json, "format", field.format());
        field.minLength().ifPresent(length -> json.add("minLength", length));
        field.maxLength().ifPresent(length -> json.add("maxLength", length));
        json.add("secretKey", field.secretKey());
        addText(json, "helpText", field.helpText());
        return json;
    }
}
