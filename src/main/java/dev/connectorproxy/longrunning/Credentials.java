package dev.connectorproxy.longrunning;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/// What SpiffArena is shown, so that it takes a callback.
///
/// @param header its name
/// @param value never logged
record Credentials(String header, String value) {
    private static final int LONGEST = 16 << 10;

    /// How it is shown.
    public enum Kind {
        BEARER,
        API_KEY
    }

    /// Where the value comes from: the settings, which may name secrets, or a file. Files and secrets are read for each
    /// callback, so that a changed one counts at once.
    public record Source(Kind kind, Optional<String> value, Optional<Path> file) {

        /// What is to be shown now; empty when the file or a secret cannot be read, or is nothing that a header may hold.
        ///
        /// @param secrets puts the values in the place of their names
        public Optional<Credentials> now(Function<String, Optional<String>> secrets) {
            return value.flatMap(secrets)
                    .or(() -> file.flatMap(Source::read))
                    .map(String::strip)
                    .filter(Credentials::fits)
                    .map(it -> of(kind, it));
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

    static boolean fits(String value) {
        return !value.isEmpty()
                && value.length() <= LONGEST
                && value.chars().allMatch(c -> c > 0x20 && c < 0x7F);
    }

    @Override
    public String toString() {
        return "Credentials[" + header + "]";
    }

    private static Credentials of(Kind kind, String value) {
        return switch (kind) {
            case BEARER -> new Credentials("Authorization", "Bearer " + value);
            case API_KEY -> new Credentials("SpiffWorkflow-Api-Key", value);
        };
    }
}
