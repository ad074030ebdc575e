package dev.connectorproxy.catalogue;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.CommandSpec;
import dev.connectorproxy.spi.Parameter;
import dev.connectorproxy.spi.ParameterType;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;

/// A command of another proxy whose calls this proxy can defer.
///
/// @param id its id in this proxy
/// @param always whether every call is deferred
record DeferredRemoteCommand(RemoteCommand command, String id, boolean always)
        implements RemoteCommand {
    private static final String DESCRIPTION_SUFFIX =
            "The task waits, and the result comes by callback.";

    @Override
    public JsonObject listing() {
        if (!always) {
            return command.listing();
        }
        var listing = Json.createObjectBuilder(command.listing()).add("id", id);
        var description =
                command.listing().get("description") instanceof JsonString text
                        ? text.getString() + " " + DESCRIPTION_SUFFIX
                        : DESCRIPTION_SUFFIX;
        return listing.add("description", description).build();
    }

    @Override
    public boolean wantsTaskData() {
        return command.wantsTaskData();
    }

    /// Only the presence of required parameters is checked here; the other proxy validates the values.
    @Override
    public Optional<Deferral> deferral() {
        var name = id.substring(id.indexOf('/') + 1).replaceAll("[^A-Za-z0-9_-]", "_");
        return Optional.of(
                new Deferral(
                        new CommandSpec(name, DESCRIPTION_SUFFIX, parameters(), List.of()),
                        always));
    }

    @Override
    public Response execute(ForwardedRequest forwarded, Call call) {
        return command.execute(forwarded, call);
    }

    private List<Parameter> parameters() {
        return command.listing().getJsonArray("parameters").getValuesAs(JsonObject.class).stream()
                .filter(parameter -> JsonValue.TRUE.equals(parameter.get("required")))
                .map(parameter -> parameter.getString("id"))
                .filter(name -> !name.isBlank() && !name.startsWith("spiff__"))
                .map(name -> Parameter.required(name, ParameterType.ANY, ""))
                .toList();
    }
}
