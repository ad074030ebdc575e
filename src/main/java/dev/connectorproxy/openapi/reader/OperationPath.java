package dev.connectorproxy.openapi.reader;

import dev.connectorproxy.openapi.Operation;
import dev.connectorproxy.openapi.OperationParameter;
import dev.connectorproxy.openapi.OperationParameter.Location;
import dev.connectorproxy.openapi.OperationParameter.Style;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// The path of an operation, and the variables in it.
///
/// @param text begins with a slash, has no fragment, and may have a query
record OperationPath(String text, Set<String> variables) {
    private static final Pattern VARIABLE = Pattern.compile("\\{([^{}]+)}");
    private static final JsonObject TEXT = Json.createObjectBuilder().add("type", "string").build();

    static OperationPath of(String template, Located operation, Documents documents) {
        int hash = template.indexOf('#');
        if (hash >= 0) {
            documents.problem(operation, "the path has a fragment, which is not sent");
        }
        var path = (hash < 0 ? template : template.substring(0, hash)).strip();
        var text = path.startsWith("/") ? path : "/" + path;
        var variables = new LinkedHashSet<String>();
        VARIABLE.matcher(text).results().forEach(found -> variables.add(found.group(1)));
        return new OperationPath(text, variables);
    }

    /// The parameters, with one for each variable, and none for a variable that there is not.
    List<OperationParameter> withVariables(
            List<OperationParameter> declared, Located operation, Documents documents) {
        var all = new ArrayList<OperationParameter>();
        var missing = new LinkedHashSet<>(variables);
        for (var parameter : declared) {
            if (parameter.in() == Location.PATH && !variables.contains(parameter.name())) {
                documents.problem(
                        operation,
                        "the path has no variable for the parameter " + parameter.name());
            } else if (parameter.in() == Location.QUERY && isInQuery(parameter.name())) {
                missing.remove(parameter.name());
                all.add(inPath(parameter));
            } else {
                if (parameter.in() == Location.PATH) {
                    missing.remove(parameter.name());
                }
                all.add(parameter);
            }
        }
        for (var variable : missing) {
            documents.problem(
                    operation, "the variable " + variable + " of the path is not described");
            all.add(variable(variable));
        }
        return all;
    }

    /// Whether a variable of that name stands behind the question mark.
    private boolean isInQuery(String name) {
        int mark = text.indexOf('?');
        return mark >= 0 && text.indexOf("{" + name + "}", mark) >= 0;
    }

    private static OperationParameter inPath(OperationParameter parameter) {
        return new OperationParameter(
                parameter.name(),
                Location.PATH,
                true,
                parameter.label(),
                parameter.description(),
                Style.SIMPLE,
                false,
                false,
                false,
                parameter.mediaType(),
                parameter.schema(),
                parameter.example(),
                parameter.visibility(),
                parameter.fixed());
    }

    private static OperationParameter variable(String name) {
        return new OperationParameter(
                name,
                Location.PATH,
                true,
                "",
                "",
                Style.SIMPLE,
                false,
                false,
                false,
                Optional.empty(),
                TEXT,
                Optional.empty(),
                Operation.Visibility.NORMAL,
                Optional.empty());
    }
}
