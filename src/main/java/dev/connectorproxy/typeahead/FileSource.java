package dev.connectorproxy.typeahead;

import dev.connectorproxy.settings.FileValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/// Suggestions from a CSV or JSON file, which is read again when it has changed. While a changed file cannot be read,
/// the previous suggestions stay in use. Thread-safe.
final class FileSource implements SuggestionSource {
    private static final int MAX_BYTES = 8 << 20;

    private final Path file;
    private final String pointer;
    private final List<String> match;
    private final FileValue<List<Suggestion>> read;

    /// @param pointer JSON Pointer (RFC 6901) to the array in a JSON file
    /// @param match see [CategorySettings]
    /// @throws IOException the file cannot be read
    /// @throws IllegalArgumentException the content does not fit the file's extension, or is too large
    FileSource(Path file, String pointer, List<String> match) throws IOException {
        this.file = file;
        this.pointer = pointer;
        this.match = List.copyOf(match);
        this.read = new FileValue<>(List.of(file), this::read);
    }

    static boolean isSupported(String name) {
        return name.endsWith(".csv") || name.endsWith(".json");
    }

    @Override
    public List<Suggestion> suggestions(Lookup lookup, Consumer<String> warnings) {
        return read.get(failure ->
                failure.map(why -> "typeahead: " + file + " has changed and cannot be read: " + why)
                        .ifPresent(warnings));
    }

    private List<Suggestion> read() throws IOException {
        byte[] bytes;
        try (var in = Files.newInputStream(file)) {
            bytes = in.readNBytes(MAX_BYTES + 1);
        }
        if (bytes.length > MAX_BYTES) {
            throw new IllegalArgumentException("it is larger than 8 MiB");
        }
        var array =
                file.toString().endsWith(".csv")
                        ? SuggestionParser.parseCsv(bytes)
                        : SuggestionParser.parseJson(bytes, pointer)
                                .orElseThrow(() ->
                                        new IllegalArgumentException(
                                                "it is not JSON with an array at typeahead's pointer"));
        return Suggestion.ofArray(array, match);
    }
}
