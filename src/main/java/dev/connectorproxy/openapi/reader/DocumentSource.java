package dev.connectorproxy.openapi.reader;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/// Where documents and what they refer to are read from.
@FunctionalInterface
public interface DocumentSource {
    /// The maximum size of a document in bytes.
    int MAX_BYTES = 32 << 20;

    /// The bytes of a document.
    ///
    /// @throws IOException it cannot be read; the message says why
    byte[] read(URI address) throws IOException;

    /// The files below a folder, and nothing else.
    static DocumentSource below(Path folder) {
        return address -> {
            if (!"file".equals(address.getScheme())) {
                throw new IOException("references to URLs are not followed");
            }
            var file = Path.of(address).toRealPath();
            if (!file.startsWith(folder.toRealPath())) {
                throw new IOException("it is outside of the folder of the document");
            }
            try (InputStream in = Files.newInputStream(file)) {
                var bytes = in.readNBytes(MAX_BYTES + 1);
                if (bytes.length > MAX_BYTES) {
                    throw new IOException("it is larger than 32 MiB");
                }
                return bytes;
            }
        };
    }
}
