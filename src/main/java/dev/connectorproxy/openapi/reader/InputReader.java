package dev.connectorproxy.openapi.reader;

import dev.connectorproxy.openapi.OperationParameter;
import dev.connectorproxy.openapi.OperationParameter.Location;
import dev.connectorproxy.openapi.RequestBody;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Reads the parameters and the body of operations. Not thread-safe.
final class InputReader {
    private static final Pattern TOKEN = Pattern.compile("[\\w!#$%&'*+.^`|~-]+");
    private static final Set<String> PLACES =
            Set.of("path", "query", "header", "cookie", "body", "formdata");

    private final ReadingContext context;
    private final ParameterReader parameters;
    private final SwaggerBodies swaggerBodies;
    private final OpenApiBodies bodies;
    private final PathVariables variables;

    InputReader(ReadingContext context) {
        var schemas = new ParameterSchemas(context);
        this.context = context;
        this.parameters = new ParameterReader(context, schemas);
        this.swaggerBodies = new SwaggerBodies(context, schemas);
        this.bodies = new OpenApiBodies(context);
        this.variables = new PathVariables(context);
    }

    /// What an operation sends; empty, with a problem, if its body cannot be known.
    ///
    /// @param consumes media types of Swagger 2.0; may be empty
    Optional<OperationInput> read(
            String path, DocumentNode item, DocumentNode operation, List<String> consumes) {
        var nodes = nodes(path, item, operation);
        var sent = new ArrayList<OperationParameter>();
        for (var node : nodes) {
            location(node)
                    .filter(in -> isSent(node, in))
                    .ifPresent(in -> sent.add(parameters.read(node, in)));
        }
        var agreed = variables.agree(path, sent, operation);
        var request = operation.get("requestBody");
        if (request.isEmpty()) {
            return Optional.of(
                    new OperationInput(agreed, parameterBody(nodes, operation, consumes)));
        }
        return context.references()
                .resolve(request.get())
                .map(it -> new OperationInput(agreed, bodies.read(it)));
    }

    /// The parameters of the operation and those of its path that it does not replace.
    private List<DocumentNode> nodes(String path, DocumentNode item, DocumentNode operation) {
        Map<String, DocumentNode> nodes = new LinkedHashMap<>();
        declared(item, path).forEach((key, node) -> nodes.put(key, node));
        declared(operation, path).forEach((key, node) -> nodes.put(key, node));
        return List.copyOf(nodes.values());
    }

    private Map<String, DocumentNode> declared(DocumentNode holder, String path) {
        Map<String, DocumentNode> declared = new LinkedHashMap<>();
        var list = context.references().get(holder, "parameters");
        for (var element : list.map(DocumentNode::elements).orElse(List.of())) {
            context.limits().addSteps(1);
            var node = context.references().resolve(element).flatMap(it -> placed(it, path));
            if (node.isPresent() && declared.put(key(node.get()), node.get()) != null) {
                context.problems().add(element, "stands here a second time; the last one counts");
            }
        }
        return declared;
    }

    private static String key(DocumentNode parameter) {
        return place(parameter) + " " + parameter.text("name").orElse("");
    }

    private static String place(DocumentNode parameter) {
        var in = parameter.text("in").orElse("").toLowerCase(Locale.ROOT);
        return in.equals("form") ? "formdata" : in;
    }

    /// The parameter with a place and a name, if need be guessed.
    private Optional<DocumentNode> placed(DocumentNode parameter, String path) {
        var name = parameter.text("name");
        if (name.isEmpty() && !place(parameter).equals("body")) {
            context.problems().add(parameter, "has no name; left out");
            return Optional.empty();
        }
        if (PLACES.contains(place(parameter))) {
            return Optional.of(parameter);
        }
        var guess = path.contains("{" + name.orElse("") + "}") ? "path" : "query";
        context.problems()
                .add(parameter, "is in no known place; read as a parameter in the " + guess);
        return Optional.of(parameter.withText("in", guess));
    }

    private static Optional<Location> location(DocumentNode parameter) {
        return switch (place(parameter)) {
            case "path" -> Optional.of(Location.PATH);
            case "query" -> Optional.of(Location.QUERY);
            case "header" -> Optional.of(Location.HEADER);
            case "cookie" -> Optional.of(Location.COOKIE);
            default -> Optional.empty();
        };
    }

    /// `Content-Type` and `Accept` follow from the media types (OpenAPI 3.1, section 4.8.12.2).
    private boolean isSent(DocumentNode parameter, Location in) {
        var name = parameter.text("name").orElseThrow();
        if (in != Location.HEADER) {
            return true;
        }
        if (!TOKEN.matcher(name).matches()) {
            context.problems().add(parameter, "is not a name that a header can have");
            return parameter.isTrue("required");
        }
        return !name.equalsIgnoreCase("Accept") && !name.equalsIgnoreCase("Content-Type");
    }

    private Optional<RequestBody> parameterBody(
            List<DocumentNode> nodes, DocumentNode operation, List<String> consumes) {
        var whole = nodes.stream().filter(it -> place(it).equals("body")).toList();
        var fields = nodes.stream().filter(it -> place(it).equals("formdata")).toList();
        if (whole.size() > 1 || !whole.isEmpty() && !fields.isEmpty()) {
            context.problems().add(operation, "has several bodies; the first one is sent");
        }
        if (!whole.isEmpty()) {
            var types = consumes.isEmpty() ? contentType(nodes) : consumes;
            return Optional.of(swaggerBodies.read(whole.getFirst(), types));
        }
        return fields.isEmpty()
                ? Optional.empty()
                : Optional.of(swaggerBodies.readForm(fields, consumes));
    }

    /// The only value of a header parameter `Content-Type`, if it has one.
    private static List<String> contentType(List<DocumentNode> nodes) {
        return nodes.stream()
                .filter(it -> it.text("name").filter("Content-Type"::equalsIgnoreCase).isPresent())
                .flatMap(it -> it.text("default").stream())
                .flatMap(it -> MediaTypes.of(it).stream())
                .toList();
    }
}
