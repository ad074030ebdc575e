package dev.connectorproxy.catalogue;

import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.JsonText;
import dev.connectorproxy.spi.Parameter;
import dev.connectorproxy.spi.ParameterType;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.util.List;
import java.util.Map;

/// A command of another proxy whose calls this proxy defers.
///
/// @param deferral [Deferral#ALWAYS] for the asynchronous variant, [Deferral#WHEN_SLOW] for the command itself
record DeferredRemoteCommand(RemoteCommand command, CommandId id, Deferral deferral)
        implements RemoteCommand {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final String DESCRIPTION_SUFFIX =
            "The task waits, and the result comes by callback.";

    @Override
    public JsonObject listing() {
        if (deferral != Deferral.ALWAYS) {
            return command.listing();
        }
        var listing = JSON.createObjectBuilder(command.listing()).add("id", id.toString());
        var description =
                command.listing().get("description") instanceof JsonString text
                        ? text.getString() + " " + DESCRIPTION_SUFFIX
                        : DESCRIPTION_SUFFIX;
        return listing.add("description", description).build();
    }

    /// A caller that does not wait must learn at once that a required parameter is missing. The other proxy validates
    /// the values.
    @Override
    public Arguments check(Map<String, JsonText> sent) {
        if (deferral == Deferral.ALWAYS) {
            ArgumentCheck.check(requiredParameters(), sent);
        }
        return command.check(sent);
    }

    @Override
    public String target(Arguments arguments) {
        return command.target(arguments);
    }

    @Override
    public InvocationResult invoke(Invocation invocation, Call call) {
        return command.invoke(invocation, call);
    }

    private List<Parameter> requiredParameters() {
        return command.listing().getJsonArray("parameters").getValuesAs(JsonObject.class).stream()
                .filter(parameter -> JsonValue.TRUE.equals(parameter.get("required")))
                .map(parameter -> parameter.getString("id"))
                .filter(name -> !name.isBlank() && !name.startsWith("spiff__"))
                .map(name -> Parameter.required(name, ParameterType.ANY, ""))
                .toList();
    }
}
