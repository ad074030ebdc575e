package dev.connectorproxy.spi.payment;

import jakarta.json.JsonValue;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// A row of the provider that a fetch left out, so that nobody has to search the log for what is missing. It is shown to
/// authors and operators; the engine does not store it. A page never both returns and skips the same row.
///
/// @param reference the provider's id of it, as a fetch would return it; empty if it has none that can be read
/// @param reason why it was left out, for programs
/// @param message the same in words, such as `currency not supported: zzz`; longer ones are cut
/// @param raw the provider's JSON of it, unchanged; empty if it was not received
public record SkippedRow(
        Optional<String> reference, Reason reason, String message, Optional<JsonValue> raw) {
    /// The maximum number of skipped rows that a page keeps; those after them are dropped.
    public static final int MAX_ROWS = 1_000;

    /// The maximum length of a message, in characters.
    public static final int MAX_MESSAGE_LENGTH = 500;

    public SkippedRow {
        Objects.requireNonNull(reference, "reference");
        Objects.requireNonNull(reason, "reason");
        message =
                message.length() <= MAX_MESSAGE_LENGTH
                        ? message
                        : message.substring(0, MAX_MESSAGE_LENGTH - 1) + "…";
        raw = raw.filter(value -> value != JsonValue.NULL);
    }

    /// Why a row was left out. The names are stable.
    public enum Reason {
        /// Its currency or asset is not known.
        UNKNOWN_ASSET(false),
        /// It is of a kind that the connector does not know.
        UNKNOWN_TYPE(false),
        /// A required field is missing, or has a value that cannot be read.
        MALFORMED(false),
        /// An object to which it refers, and without which it cannot be mapped, is missing.
        MISSING_OBJECT(false),
        /// It was deleted between two requests.
        DELETED(false),
        /// It could not be read now, for example because a request for it failed. The connector tries again.
        DEFERRED(true),
        /// None of the other reasons.
        OTHER(false);

        private final boolean recoverable;

        Reason(boolean recoverable) {
            this.recoverable = recoverable;
        }

        /// Whether a later fetch may be able to return the row. Then the state of the page must not lead past it.
        public boolean recoverable() {
            return recoverable;
        }
    }

    /// A row with a reference, without its JSON.
    public static SkippedRow of(String reference, Reason reason, String message) {
        return new SkippedRow(Optional.of(reference), reason, message, Optional.empty());
    }

    /// The same row with the provider's JSON of it.
    public SkippedRow withRaw(JsonValue json) {
        return new SkippedRow(reference, reason, message, Optional.of(json));
    }

    static List<SkippedRow> copy(List<SkippedRow> rows) {
        return List.copyOf(rows.subList(0, Math.min(MAX_ROWS, rows.size())));
    }
}
