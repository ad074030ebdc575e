package dev.connectorproxy.catalogue;

import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.CommandSpec;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.JsonText;
import jakarta.json.JsonObject;
import java.util.Objects;
import java.util.Optional;

/// A command of another proxy. Called by many threads at once.
public interface RemoteCommand {

    /// Its id in this proxy: `{connector}/{command}`.
    String id();

    /// Its entry in the catalogue, as the other proxy wrote it except for the id.
    JsonObject listing();

    /// Whether `spiff__task_data` is forwarded.
    boolean wantsTaskData();

    /// How this proxy defers its calls; empty if that is left to the other proxy.
    default Optional<Deferral> deferral() {
        return Optional.empty();
    }

    /// Forwards the call and waits for the response. Runs on a virtual thread of its own, which is interrupted at the
    /// deadline.
    ///
    /// @throws ConnectorException there was no response that could be passed on
    Response execute(ForwardedRequest forwarded, Call call);

    /// How calls are deferred.
    ///
    /// @param spec what is known of the parameters
    /// @param always whether every call is deferred, or only one that takes long
    record Deferral(CommandSpec spec, boolean always) {
        public Deferral {
            Objects.requireNonNull(spec, "spec");
        }
    }

    /// The request to the other proxy.
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

        /// A request with only these arguments, as a JSON object.
        public static ForwardedRequest of(Arguments arguments) {
            return new ForwardedRequest(
                    ArgumentsJson.of(arguments), "application/json", Optional.empty());
        }
    }

    /// The response, passed on byte for byte.
    record Response(int httpStatus, JsonText body) {
        public Response {
            Objects.requireNonNull(body, "body");
        }
    }
}
