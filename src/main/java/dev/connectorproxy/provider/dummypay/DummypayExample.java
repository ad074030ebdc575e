package dev.connectorproxy.provider.dummypay;

import jakarta.json.JsonObject;
import jakarta.json.spi.JsonProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What `dummypay` is tried with: the files of `etc/examples/dummypay`, which the build puts into the jar. Each connector has copies
/// of its own, because transfers and payouts change them.
final class DummypayExample {
    private static final JsonProvider JSON = JsonProvider.provider();

    private DummypayExample() {}

    /// The configuration of one connector.
    ///
    /// @param directory gets the files
    static JsonObject config(Path directory) {
        copy(directory);
        return JSON.createObjectBuilder()
                .add(DummypayDirectory.FIELD, directory.toString())
                .build();
    }

    private static void copy(Path directory) {
        try {
            for (var file : DummypayFile.values()) {
                var name = file.fileName();
                try (var in = DummypayExample.class.getResourceAsStream(name)) {
                    Files.copy(in, directory.resolve(name));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the temporary directory cannot be written", e);
        }
    }
}
