package dev.connectorproxy.catalogue;

import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.Command;
import java.util.Objects;
import java.util.Optional;

/// The input of one call. Each kind of [Invocable] takes the form that it needs.
public interface Invocation {

    /// The arguments, from [Invocable#check].
    Arguments arguments();

    /// The command as this call runs it: with references to secrets in its arguments resolved.
    Command decorate(Command command);

    /// The request to another proxy.
    ///
    /// @param withTaskData whether it contains `spiff__task_data`
    ForwardedRequest toForwardedRequest(boolean withTaskData);

    /// A request to another proxy.
    ///
    /// @param body as the caller sent it
    /// @param mediaType of the body
    /// @param via the `Via` header of the caller's request (RFC 9110, section 7.6.3)
    record ForwardedRequest(byte[] body, String mediaType, Optional<String> via) {
        public ForwardedRequest {
            Objects.requireNonNull(body, "body");
            Objects.requireNonNull(mediaType, "mediaType");
            Objects.requireNonNull(via, "via");
        }
    }
}
