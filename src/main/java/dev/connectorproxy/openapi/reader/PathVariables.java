package dev.connectorproxy.openapi.reader;

import dev.connectorproxy.openapi.Operation.Visibility;
import dev.connectorproxy.openapi.OperationParameter;
import dev.connectorproxy.openapi.OperationParameter.Location;
import dev.connectorproxy.openapi.OperationParameter.Style;
import jakarta.json.JsonObject;
import jakarta.json.spi.JsonProvider;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Makes the parameters in the path agree with the variables of the path.
final class PathVariables {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final Pattern VARIABLE = Pattern.compile("\\{([^{}]*)}");
    private static final JsonObject STRING =
            JSON.createObjectBuilder().add("type", "string").build();

    private final ReadingContext context;

    PathVariables(ReadingContext context) {
        this.context = context;
    }

    /// Exactly one parameter in the path for each variable, and the other parameters as they are. A variable without one gets the
    /// parameter that is meant, or a text.
    List<OperationParameter> agree(
            String path, List<OperationParameter> declared, DocumentNode operation) {
        var parameters = new ArrayList<>(declared);
        var variables = of(path);
        for (var variable : variables) {
            if (parameters.stream().noneMatch(it -> isOf(variable, it))) {
                parameters.add(meant(variable, variables, parameters, operation));
            }
        }
        for (var parameter : declared) {
            if (parameter.in() == Location.PATH && !variables.contains(parameter.name())) {
                if (parameters.remove(parameter)) {
                    report(operation, parameter.name() + " is not in the path; left out");
                }
            }
        }
        return parameters;
    }

    /// The variables of a path template, in order.
    static Set<String> of(String path) {
        var names = new LinkedHashSet<String>();
        VARIABLE.matcher(path).results().forEach(found -> names.add(found.group(1)));
        return names;
    }

    private static boolean isOf(String variable, OperationParameter parameter) {
        return parameter.in() == Location.PATH && parameter.name().equals(variable);
    }

    /// Takes the parameter that is meant out of the list: one whose name differs in case only, or one of that name in another place.
    private OperationParameter meant(
            String variable,
            Set<String> variables,
            List<OperationParameter> parameters,
            DocumentNode operation) {
        var meant =
                parameters.stream()
                        .filter(it -> it.in() == Location.PATH)
                        .filter(it -> plain(it.name()).equalsIgnoreCase(variable))
                        .filter(it -> !variables.contains(it.name()))
                        .findFirst()
                        .or(() ->
                                parameters.stream()
                                        .filter(it -> it.name().equals(variable))
                                        .findFirst());
        if (meant.isEmpty()) {
            report(
                    operation,
                    "variable " + variable + " of the path is not declared; read as a text");
            return inPath(variable, Optional.empty());
        }
        parameters.remove(meant.get());
        if (!plain(meant.get().name()).equals(variable) || meant.get().in() != Location.PATH) {
            report(
                    operation,
                    meant.get().name() + " is read as variable " + variable + " of the path");
        }
        return inPath(variable, meant);
    }

    /// A path template without what RFC 6570 and routers add to variables: `{+key}` and `{key*}` are `{key}`.
    static String withoutOperators(String path) {
        return VARIABLE.matcher(path)
                .replaceAll(found -> Matcher.quoteReplacement("{" + plain(found.group(1)) + "}"));
    }

    private static String plain(String name) {
        return name.strip().replaceFirst("^[+#]", "").replaceFirst("\\*$", "");
    }

    private void report(DocumentNode operation, String problem) {
        context.problems().add(operation, problem);
    }

    private static OperationParameter inPath(String name, Optional<OperationParameter> like) {
        return new OperationParameter(
                name,
                Location.PATH,
                true,
                like.map(OperationParameter::label).orElse(""),
                like.map(OperationParameter::description).orElse(""),
                Style.SIMPLE,
                false,
                like.filter(it -> it.allowReserved() || it.name().startsWith("+")).isPresent(),
                like.map(OperationParameter::doubleEncoded).orElse(false),
                Optional.empty(),
                like.map(OperationParameter::schema).orElse(STRING),
                like.flatMap(OperationParameter::example),
                like.map(OperationParameter::visibility).orElse(Visibility.NORMAL),
                like.flatMap(OperationParameter::fixed));
    }
}
