package dev.connectorproxy.longrunning.callback;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/// The header that authenticates a callback to SpiffArena.
///
/// @param header its name
/// @param value never logged
public record CallbackCredentials(String header, String value) {
    private static final int MAX_CHARACTERS = 16 << 10;

    /// The authentication scheme: `Authorization: Bearer …`, or SpiffArena's API key header.
    public enum Kind {
        BEARER,
        API_KEY
    }

    /// The source of the value: the settings, which may name secrets, or a file. Files and secrets are read for each
    /// callback, so that a change takes effect at once.
    public record Source(Kind kind, Optional<String> value, Optional<Path> file) {

        /// The current credentials; empty when the file or a secret cannot be read, or the value is not valid in a
        /// header.
        ///
        /// @param secrets replaces `${secret:NAME}` in a text
        public Optional<CallbackCredentials> resolve(Function<String, Optional<String>> secrets) {
            return value.flatMap(secrets)
                    .or(() -> file.flatMap(Source::read))
                    .map(String::strip)
                    .filter(CallbackCredentials::isValid)
                    .map(text -> of(kind, text));
        }

        @Override
        public String toString() {
            return "Source[" + kind + "]";
        }

        private static Optional<String> read(Path file) {
            try {
                return Optional.of(Files.readString(file));
            } catch (IOException _) {
                return Optional.empty();
            }
        }
    }

    static boolean isValid(String value) {
        return !value.isEmpty()
                && value.length() <= MAX_CHARACTERS
                && value.chars().allMatch(c -> c > 0x20 && c < 0x7F);
    }

    @Override
    public String toString() {
        return "Credentials[" + header + "]";
    }

    private static CallbackCredentials of(Kind kind, String value) {
        return switch (kind) {
            case BEARER -> new CallbackCredentials("Authorization", "Bearer " + value);
            case API_KEY -> new CallbackCredentials("SpiffWorkflow-Api-Key", value);
        };
    }
}
