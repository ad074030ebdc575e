package dev.connectorproxy.proxy;

import dev.connectorproxy.spi.JsonText;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The parsed body of a call: the parameters of the command, and what SpiffArena adds about the task. The task data,
/// which SpiffArena always sends and which may have megabytes, is skipped, since nothing uses it.
///
/// @param callbackUrl the target of the callback if the result is deferred
/// @param parameters all fields whose name does not begin with `spiff__`, unparsed
record CallBody(
        Map<String, JsonText> parameters,
        Optional<String> processModel,
        Optional<String> processInstance,
        Optional<String> taskId,
        Optional<String> callbackUrl) {
    static final CallBody EMPTY =
            new CallBody(
                    Map.of(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());

    /// What identifies the task, unless the engine leaves out one of its parts.
    Optional<String> task() {
        return processInstance.flatMap(instance -> taskId.map(id -> instance + "/" + id));
    }

    /// What the command is given: not `errors`, which is the same for all commands.
    Map<String, JsonText> commandParameters() {
        if (!ReturnedErrors.isGiven(parameters)) {
            return parameters;
        }
        var others = new HashMap<>(parameters);
        others.remove(ReturnedErrors.PARAMETER.id());
        return others;
    }

    /// The response as the caller wants it.
    CommandResponse respond(CommandResponse response) {
        return ReturnedErrors.asWanted(parameters, response);
    }
}
