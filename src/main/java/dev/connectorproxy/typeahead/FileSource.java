package dev.connectorproxy.typeahead;

import dev.connectorproxy.spi.ConnectorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/// Suggestions from a CSV or JSON file, which is read again when it has changed. While a changed file cannot be read,
/// the previous suggestions stay in use. Thread-safe.
final class FileSource implements SuggestionSource {
    private static final int MAX_BYTES = 8 << 20;

    private final Path file;
    private final String pointer;
    private final List<String> match;
    private final AtomicBoolean reading = new AtomicBoolean();
    private volatile LoadedFile loaded;

    /// The attributes by which a change of the file is detected.
    private record Stamp(FileTime changed, long size, String key) {
        static Stamp of(Path file) throws IOException {
            var attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new Stamp(
                    attributes.lastModifiedTime(),
                    attributes.size(),
                    Objects.toString(attributes.fileKey()));
        }

        static Stamp none() {
            return new Stamp(FileTime.fromMillis(0), -1, "");
        }
    }

    private record LoadedFile(Stamp stamp, List<Suggestion> suggestions) {}

    /// @param pointer JSON Pointer (RFC 6901) to the array in a JSON file
    /// @param match see [CategorySettings]
    /// @throws IOException the file cannot be read
    /// @throws IllegalArgumentException the content does not fit the file's extension, or is too large
    FileSource(Path file, String pointer, List<String> match) throws IOException {
        this.file = file;
        this.pointer = pointer;
        this.match = List.copyOf(match);
        var stamp = Stamp.of(file);
        this.loaded = new LoadedFile(stamp, read());
    }

    static boolean isSupported(String name) {
        return name.endsWith(".csv") || name.endsWith(".json");
    }

    @Override
    public List<Suggestion> suggestions(Lookup lookup, Consumer<String> warnings) {
        var stamp = stamp();
        if (!stamp.equals(loaded.stamp()) && reading.compareAndSet(false, true)) {
            try {
                loaded = new LoadedFile(stamp, read());
            } catch (IOException | IllegalArgumentException | ConnectorException e) {
                warnings.accept(
                        "typeahead: "
                                + file
                                + " has changed and cannot be read: "
                                + e.getMessage());
                loaded = new LoadedFile(stamp, loaded.suggestions());
            } finally {
                reading.set(false);
            }
        }
        return loaded.suggestions();
    }

    private Stamp stamp() {
        try {
            return Stamp.of(file);
        } catch (IOException _) {
            return Stamp.none();
        }
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
