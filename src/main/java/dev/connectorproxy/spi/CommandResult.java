package dev.connectorproxy.spi;

import jakarta.json.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/// The result of a command; the proxy, never the connector, turns it into the response envelope.
public sealed interface CommandResult {

    /// The command completed.
    ///
    /// @param body the `command_response.body`
    /// @param httpStatus the `http_status`, 100–999; left out of the envelope when empty
    /// @param headers the `headers` in order, names in lower case; left out of the envelope when empty
    /// @param error the error that the upstream reported, sent beside the body; from status 400 on, `HttpError<status>`
    ///     if the command gives none, because some engines see only the error and others only the status
    /// @param logs lines for SpiffArena's log; must not contain a secret
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
                    && (httpStatus.getAsInt() < 100 || httpStatus.getAsInt() > 999)) {
                throw new IllegalArgumentException("not an HTTP status: " + httpStatus.getAsInt());
            }
            if (error.isEmpty() && httpStatus.orElse(0) >= 400) {
                error = Optional.of(CommandError.ofStatus(httpStatus.getAsInt()));
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

    /// The command succeeded, and its response has no envelope: the value is the whole response body, and the result
    /// variable of the diagram (version 1 of `command_response`). For commands whose existing diagrams expect that;
    /// failures have an envelope.
    record Unwrapped(JsonValue value) implements CommandResult {
        public Unwrapped {
            Objects.requireNonNull(value, "value");
        }
    }

    /// The command succeeded, and its envelope has no list of logs, for commands whose responses never had one.
    /// Failures have the complete envelope.
    ///
    /// @param httpStatus as in [Done], below 300
    record WithoutLogs(Body body, OptionalInt httpStatus) implements CommandResult {
        public WithoutLogs {
            Objects.requireNonNull(body, "body");
            if (httpStatus.isPresent()
                    && (httpStatus.getAsInt() < 100 || httpStatus.getAsInt() >= 300)) {
                throw new IllegalArgumentException("not a success: " + httpStatus.getAsInt());
            }
        }
    }

    /// An error that is reported together with a body: `error_code` and `message` of the envelope. Engines take an error
    /// with an empty one of the two for a success, or crash.
    ///
    /// @param message the code if it is blank
    record CommandError(String code, String message) {
        public CommandError {
            if (code.isBlank()) {
                throw new IllegalArgumentException("code is blank");
            }
            message = message.isBlank() ? code : message;
        }

        /// The error for an HTTP status, as far as nothing else is known.
        public static CommandError ofStatus(int status) {
            return new CommandError("HttpError" + status, "the response has HTTP status " + status);
        }
    }

    /// The `command_response.body`: a tree, one text, or the JSON text of the upstream's response, as it is or quoted.
    sealed interface Body {

        /// A JSON value built by the command.
        record Tree(JsonValue value) implements Body {
            public Tree {
                Objects.requireNonNull(value, "value");
            }
        }

        /// An object with one string member, `{"name": text}`, which may be long.
        record Text(String name, String text) implements Body {
            public Text {
                Objects.requireNonNull(name, "name");
                Objects.requireNonNull(text, "text");
            }
        }

        /// JSON text that is copied into the envelope byte for byte, so that numbers keep their digits.
        record Raw(JsonText text) implements Body {
            public Raw {
                Objects.requireNonNull(text, "text");
            }
        }

        /// JSON text as one JSON string, for commands whose existing diagrams expect `body` to be a text; `parsed_body` beside it
        /// is the same as JSON.
        record Quoted(JsonText text) implements Body {
            public Quoted {
                Objects.requireNonNull(text, "text");
            }
        }
    }
}
