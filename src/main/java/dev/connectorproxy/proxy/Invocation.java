package dev.connectorproxy.proxy;

import dev.connectorproxy.spi.JsonText;
import java.util.Map;
import java.util.Optional;

/// The body of a call: the command's own parameters, and what SpiffArena says of the task. The task data, which SpiffArena
/// always sends and which may be megabytes, is not in here: nothing uses it.
///
/// @param callbackUrl where the result is to go if it comes later
/// @param parameters everything whose name does not begin with `spiff__`, not yet read
record Invocation(
        Map<String, JsonText> parameters,
        Optional<String> processModel,
        Optional<String> processInstance,
        Optional<String> taskId,
        Optional<String> callbackUrl) {
    static final Invocation EMPTY =
            new Invocation(
                    Map.of(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
}
