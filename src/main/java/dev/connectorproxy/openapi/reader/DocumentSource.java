package dev.connectorproxy.openapi.reader;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/// Where documents and what they refer to are read from. Called while a description is read, once for each document, on the thread of
/// the caller.
@FunctionalInterface
public interface DocumentSource {
    /// The maximum size of a document in bytes.
    int MAX_BYTES = 20_000_000;

    /// The bytes of a document. One that is larger than [#MAX_BYTES] is refused by the reader, so that no more need be read.
    ///
    /// @param address absolute, without a fragment
    /// @throws IOException it cannot be read; the message says why
    byte[] read(URI address) throws IOException;

    /// The files below a folder, and nothing else.
    static DocumentSource below(Path folder) {
        return address -> {
            if (!"file".equals(address.getScheme())) {
                throw new IOException("references to URLs are not followed");
            }
            var file = path(address);
            if (!Files.isRegularFile(file)) {
                throw new IOException("there is no such file");
            }
            if (!file.toRealPath().startsWith(folder.toRealPath())) {
                throw new IOException("it is outside of the folder of the document");
            }
            try (var in = Files.newInputStream(file)) {
                return in.readNBytes(MAX_BYTES + 1);
            }
        };
    }

    private static Path path(URI address) throws IOException {
        try {
            return Path.of(address);
        } catch (IllegalArgumentException _) {
            throw new IOException("it is no file name");
        }
    }
}
