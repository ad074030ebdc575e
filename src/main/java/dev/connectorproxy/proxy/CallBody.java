package dev.connectorproxy.proxy;

import dev.connectorproxy.spi.JsonText;
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
}
