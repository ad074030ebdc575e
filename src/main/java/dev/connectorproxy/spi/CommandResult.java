package dev.connectorproxy.spi;

import jakarta.json.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/// What a command hands back; the proxy, never the connector, turns it into the envelope.
public sealed interface CommandResult {

    /// The command came to an end.
    ///
    /// @param body the `command_response.body`
    /// @param httpStatus the `http_status`, 100–599; left out of the envelope when empty
    /// @param headers the `headers` in order, names in lower case; left out of the envelope when empty
    /// @param error the outside world's own "no", told beside its body
    /// @param logs lines for SpiffArena's log; never a secret
    record Done(
            Body body,
            OptionalInt httpStatus,
            Optional<Map<String, String>> headers,
            Optional<CommandError> error,
            List<String> logs)
            implements CommandResult {
        public Done {
            Objects.requireNonNull(body, "body");
            Objects.requireNonNull(error, "error");
            Objects.requireNonNull(headers, "headers");
            if (httpStatus.isPresent()
                    && (httpStatus.getAsInt() < 100 || httpStatus.getAsInt() > 599)) {
                throw new IllegalArgumentException("not an HTTP status: " + httpStatus.getAsInt());
            }
            logs = List.copyOf(logs);
        }

        /// A plain success without status, headers or logs.
        public static Done of(JsonValue body) {
            return new Done(
                    new Body.Tree(body),
                    OptionalInt.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    List.of());
        }
    }

    /// The command came to a good end, told without an envelope: the value is the whole answer, and the result variable of
    /// the diagram (version 1 of `command_response`). For commands whose diagrams read it so; failures have an envelope.
    record Bare(JsonValue value) implements CommandResult {
        public Bare {
            Objects.requireNonNull(value, "value");
        }
    }

    /// The command came to a good end, told in an envelope without a list of logs, for commands whose answers never had one.
    /// Failures have a whole envelope.
    ///
    /// @param httpStatus as in [Done]
    record Unlogged(Body body, OptionalInt httpStatus) implements CommandResult {
        public Unlogged {
            Objects.requireNonNull(body, "body");
            Objects.requireNonNull(httpStatus, "httpStatus");
        }
    }

    /// An error that comes with a body: `error_code` and `message` of the envelope.
    record CommandError(String code, String message) {
        public CommandError {
            Objects.requireNonNull(message, "message");
            if (code.isBlank()) {
                throw new IllegalArgumentException("code is blank");
            }
        }
    }

    /// The `command_response.body`: a tree, or the text of the outside world's own answer.
    sealed interface Body {

        /// A JSON value built by the command.
        record Tree(JsonValue value) implements Body {
            public Tree {
                Objects.requireNonNull(value, "value");
            }
        }

        /// An object with one text, `{"name": text}`, which may be long.
        record Text(String name, String text) implements Body {
            public Text {
                Objects.requireNonNull(name, "name");
                Objects.requireNonNull(text, "text");
            }
        }

        /// JSON text that goes into the envelope byte for byte, so that numbers keep their digits.
        record Raw(JsonText text) implements Body {
            public Raw {
                Objects.requireNonNull(text, "text");
            }
        }
    }
}
