package dev.connectorproxy.openapi;

import jakarta.json.JsonObject;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An API description, independent of its version and file format. Immutable.
///
/// @param title of the API; empty if there is none
/// @param description in Markdown; empty if there is none
/// @param docsUrl where the API is documented; empty if it does not say
/// @param servers base URLs, the preferred one first; they may be relative, and may have variables
/// @param operations in the order of the document
/// @param securitySchemes by name
/// @param schemas the named schemas, by name, as `$defs` of every schema of the model: a reference in it is `#/$defs/NAME`
/// @param problems what was left out or read with a guess, one line each, with the place as a JSON pointer
public record ApiDescription(
        String title,
        String description,
        Optional<String> docsUrl,
        List<ApiServer> servers,
        List<Operation> operations,
        Map<String, SecurityScheme> securitySchemes,
        JsonObject schemas,
        List<String> problems) {
    public ApiDescription {
        servers = List.copyOf(servers);
        operations = List.copyOf(operations);
        securitySchemes = Map.copyOf(securitySchemes);
        problems = List.copyOf(problems);
    }

    /// A base URL.
    ///
    /// @param url may be relative to the address of the document, and may contain `{variable}`
    /// @param variables by name, in order, with their default values
    public record ApiServer(String url, Map<String, Variable> variables) {
        public ApiServer {
            variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
        }
    }

    /// A variable of a base URL.
    ///
    /// @param defaultValue empty if the document gives none
    /// @param allowed the only values; empty for any
    public record Variable(String defaultValue, String description, List<String> allowed) {
        public Variable {
            allowed = List.copyOf(allowed);
        }
    }
}
