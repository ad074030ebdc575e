package dev.connectorproxy.devserver.api;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Set;

/// The names of all fields in the OpenAPI document of the development server. They stay in a response even if a secret
/// is one of them; all other names come from a provider.
public final class FieldNames {
    private static final JsonProvider JSON = JsonProvider.provider();

    /// The OpenAPI document.
    public static final String DOCUMENT = "/META-INF/openapi/dev-server.json";

    static final Set<String> ALL = Set.copyOf(read());

    private static final String PROPERTIES = "properties";

    private FieldNames() {}

    private static Set<String> read() {
        try (var in = FieldNames.class.getResourceAsStream(DOCUMENT);
                var reader = JSON.createReader(in)) {
            var names = new HashSet<String>();
            collect(reader.readValue(), false, names);
            return names;
        } catch (IOException e) {
            throw new UncheckedIOException("in our own jar: " + DOCUMENT, e);
        }
    }

    /// @param properties whether the names in this value are those of fields
    private static void collect(JsonValue value, boolean properties, Set<String> names) {
        switch (value) {
            case JsonObject object ->
                    object.forEach((name, member) -> {
                        if (properties) {
                            names.add(name);
                        }
                        collect(member, !properties && name.equals(PROPERTIES), names);
                    });
            case JsonArray array -> array.forEach(member -> collect(member, false, names));
            default -> {
                // a scalar has no names
            }
        }
    }
}
