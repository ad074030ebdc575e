package dev.connectorproxy.proxy;

import dev.connectorproxy.spi.ConnectorInfo;
import dev.connectorproxy.spi.Parameter;
import dev.connectorproxy.spi.ParameterDetails;
import dev.connectorproxy.spi.ParameterDetails.Visibility;
import dev.connectorproxy.spi.SetupField;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.spi.JsonProvider;
import java.util.Locale;

/// A parameter in an entry of the catalogue: what the protocol defines, then what helps an editor to draw it. What says nothing
/// is left out.
final class ParameterJson {
    private static final JsonProvider JSON = JsonProvider.provider();

    private ParameterJson() {}

    /// @param connector whose fields may fill the parameter
    static JsonObjectBuilder of(Parameter parameter, ConnectorInfo connector) {
        var json =
                JSON.createObjectBuilder()
                        .add("id", parameter.id())
                        .add("type", parameter.type().protocolName())
                        .add("required", parameter.required())
                        .add("description", parameter.description());
        parameter.defaultValue().ifPresent(value -> json.add("default", value));
        if (!parameter.allowed().isEmpty()) {
            json.add("enum", JSON.createArrayBuilder(parameter.allowed()));
        }
        addDetails(json, parameter.details());
        connector.configFields().stream()
                .filter(field -> field.parameter().equals(parameter.id()))
                .map(SetupField::id)
                .findFirst()
                .ifPresent(id -> json.add("configField", id));
        return json;
    }

    private static void addDetails(JsonObjectBuilder json, ParameterDetails details) {
        addText(json, "label", details.label());
        addText(json, "format", details.format());
        addText(json, "group", details.group());
        if (details.secret()) {
            json.add("secret", true);
        }
        details.example().ifPresent(value -> json.add("example", value));
        if (details.visibility() != Visibility.NORMAL) {
            json.add("visibility", details.visibility().name().toLowerCase(Locale.ROOT));
        }
    }

    /// Adds a text that is not empty.
    static void addText(JsonObjectBuilder json, String key, String text) {
        if (!text.isEmpty()) {
            json.add(key, text);
        }
    }
}
