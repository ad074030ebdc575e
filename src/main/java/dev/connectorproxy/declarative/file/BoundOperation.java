package dev.connectorproxy.declarative.file;

import dev.connectorproxy.declarative.file.ParameterPlace.InBody;
import dev.connectorproxy.declarative.file.ParameterPlace.InRequest;
import dev.connectorproxy.openapi.Operation;
import dev.connectorproxy.openapi.OperationParameter;
import dev.connectorproxy.openapi.RequestBody;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What a command sends: an operation that has all parameters of the command, and their places in it. Immutable.
///
/// @param when JSONata over the arguments; empty for always
/// @param headers sent with fixed values
/// @param body JSONata over the arguments for the body; empty if the parameters make it
public record BoundOperation(
        Optional<SourceText> when,
        Operation operation,
        CommandParameters parameters,
        Map<String, String> headers,
        Optional<SourceText> body) {
    public BoundOperation {
        headers = Map.copyOf(headers);
    }

    /// The requests that a command describes itself; their parameters are the same, but for their places.
    ///
    /// @throws dev.connectorproxy.settings.SettingsException they do not fit the parameters
    public static List<BoundOperation> of(
            List<RequestFile> requests, ParameterOverrides overrides) {
        var everywhere = new HashSet<>(requests.getFirst().variables());
        requests.forEach(request -> everywhere.retainAll(request.variables()));
        var anywhere = new HashSet<String>();
        requests.forEach(request -> anywhere.addAll(request.variables()));
        var all = new ArrayList<BoundOperation>();
        for (var request : requests) {
            all.add(new RequestBinding(request, overrides, everywhere, anywhere).bind());
        }
        return all;
    }

    /// An operation of an API description, with the parameters that a file adds to it.
    ///
    /// @param schemas the named schemas of the description
    /// @throws dev.connectorproxy.settings.SettingsException the overrides do not fit the operation
    public static BoundOperation of(
            Operation operation, JsonObject schemas, ParameterOverrides overrides) {
        var parameters = CommandParameters.of(operation, schemas, overrides);
        return new BoundOperation(
                Optional.empty(),
                with(operation, added(parameters, operation), body(parameters, operation)),
                parameters,
                Map.of(),
                Optional.empty());
    }

    /// The same with further fixed values in the query, which the parameters of the command precede.
    public BoundOperation withQuery(Map<String, JsonValue> query) {
        var added = new ArrayList<OperationParameter>();
        var fixed = new ArrayList<>(parameters.fixed());
        query.forEach((name, value) -> {
            if (operation.parameters().stream().noneMatch(known -> isQuery(known, name))) {
                var parameter = FileParameters.query(name);
                added.add(parameter);
                fixed.add(new FixedValue(new InRequest(parameter), value));
            }
        });
        return new BoundOperation(
                when,
                with(operation, added, operation.body()),
                new CommandParameters(parameters.offered(), fixed, parameters.content()),
                headers,
                body);
    }

    private static boolean isQuery(OperationParameter parameter, String name) {
        return parameter.in() == OperationParameter.Location.QUERY && parameter.name().equals(name);
    }

    private static Stream<ParameterPlace> places(CommandParameters parameters) {
        return Stream.concat(
                parameters.offered().stream().map(BoundParameter::place),
                parameters.fixed().stream().map(FixedValue::place));
    }

    private static List<OperationParameter> added(
            CommandParameters parameters, Operation operation) {
        var declared = new HashSet<>(operation.parameters());
        return places(parameters)
                .filter(InRequest.class::isInstance)
                .map(place -> ((InRequest) place).parameter())
                .filter(parameter -> !declared.contains(parameter))
                .toList();
    }

    /// A body of JSON where the file puts parameters into it, but the operation has none.
    private static Optional<RequestBody> body(CommandParameters parameters, Operation operation) {
        boolean needed = places(parameters).anyMatch(InBody.class::isInstance);
        return operation.body().isPresent() || !needed
                ? operation.body()
                : Optional.of(
                        new RequestBody(
                                "",
                                false,
                                "",
                                List.of(
                                        new RequestBody.Content(
                                                "application/json",
                                                JsonValue.EMPTY_JSON_OBJECT,
                                                Map.of(),
                                                Optional.empty()))));
    }

    private static Operation with(
            Operation operation, List<OperationParameter> added, Optional<RequestBody> body) {
        return new Operation(
                operation.method(),
                operation.path(),
                operation.id(),
                operation.summary(),
                operation.description(),
                operation.tags(),
                operation.deprecated(),
                operation.visibility(),
                Stream.concat(operation.parameters().stream(), added.stream()).toList(),
                body,
                operation.responses(),
                operation.security(),
                operation.servers());
    }
}
