package dev.connectorproxy.provider.dummypay;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A directory to try `dummypay` with: the files of `etc/examples/dummypay`, which the build puts into the jar, in a
/// new temporary directory each time, because transfers and payouts change them.
final class DummypayExample {
    private DummypayExample() {}

    /// The configuration of one connector.
    static JsonObject config() {
        return Json.createObjectBuilder().add(DummypayDirectory.FIELD, copy().toString()).build();
    }

    private static Path copy() {
        try {
            var directory = Files.createTempDirectory("dummypay-");
            for (var file : DummypayFile.values()) {
                var name = file.fileName();
                try (var in = DummypayExample.class.getResourceAsStream(name)) {
                    Files.copy(in, directory.resolve(name));
                }
            }
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException("the temporary directory cannot be written", e);
        }
    }
}
