package dev.connectorproxy.declarative.file;

import dev.connectorproxy.openapi.OperationParameter.Style;
import dev.connectorproxy.spi.ParameterDetails.Visibility;
import dev.connectorproxy.spi.ParameterType;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;

/// What a file says about a parameter; whatever it does not say is empty, and stays as the API description has it.
///
/// @param hidden whether callers cannot give it
/// @param fixed the value that is sent; callers cannot give another one
public record ParameterFile(
        String id,
        Look look,
        Bounds bounds,
        Target target,
        boolean hidden,
        Optional<JsonValue> fixed,
        String place) {

    /// The same parameter, sent nowhere unless the file says where.
    ParameterFile notSent() {
        var nowhere =
                new Target(
                        target.in().or(() -> Optional.of(In.NONE)),
                        target.name(),
                        target.style(),
                        target.explode(),
                        target.prefix(),
                        target.sendAs());
        return new ParameterFile(id, look, bounds, nowhere, hidden, fixed, place);
    }

    /// What an editor shows.
    public record Look(
            Optional<String> label,
            Optional<String> description,
            Optional<String> group,
            Optional<Boolean> secret,
            Optional<JsonValue> example,
            Optional<Visibility> visibility) {}

    /// Which values are accepted.
    ///
    /// @param defaultValue sent if callers give no value
    /// @param allowed the only values
    public record Bounds(
            Optional<ParameterType> type,
            Optional<Boolean> required,
            Optional<JsonValue> defaultValue,
            List<JsonValue> allowed,
            Optional<String> format,
            Optional<JsonObject> schema) {
        public Bounds {
            allowed = List.copyOf(allowed);
        }
    }

    /// Where the value goes.
    ///
    /// @param name as it is sent; dots are places inside a JSON body
    /// @param prefix written before the value
    /// @param sendAs JSONata over the arguments for what is sent instead of the value
    public record Target(
            Optional<In> in,
            Optional<String> name,
            Optional<Style> style,
            Optional<Boolean> explode,
            Optional<String> prefix,
            Optional<SourceText> sendAs) {}

    /// A part of the request.
    public enum In {
        PATH,
        QUERY,
        HEADER,
        COOKIE,
        BODY,
        NONE,
        SERVER,
        HEADERS
    }
}
