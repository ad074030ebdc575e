package dev.connectorproxy.declarative.file;

import dev.connectorproxy.openapi.Operation;
import dev.connectorproxy.openapi.RequestBody;
import dev.connectorproxy.spi.Parameter;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;

/// The parameters of a command, and where in the request the value of each goes. Immutable.
///
/// @param offered those that callers give, in the order in which an editor shows them
/// @param fixed values that are always sent
/// @param content the form in which the body is sent; empty for a request without one
public record CommandParameters(
        List<BoundParameter> offered,
        List<FixedValue> fixed,
        Optional<RequestBody.Content> content) {
    public CommandParameters {
        offered = List.copyOf(offered);
        fixed = List.copyOf(fixed);
    }

    /// Names the parameters of an operation, and decides which of them callers give.
    ///
    /// @param schemas the named schemas of the API description
    /// @throws dev.connectorproxy.settings.SettingsException the overrides do not fit the operation
    public static CommandParameters of(
            Operation operation, JsonObject schemas, ParameterOverrides overrides) {
        return new ParameterBinding(operation, schemas, overrides).bind();
    }

    /// As the catalogue lists them.
    public List<Parameter> parameters() {
        return offered.stream().map(BoundParameter::parameter).toList();
    }
}
