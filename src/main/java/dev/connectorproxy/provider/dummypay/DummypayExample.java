package dev.connectorproxy.provider.dummypay;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A directory to try `dummypay` with: the files of `etc/examples/dummypay`, which the build puts into the jar, in a
/// new temporary directory each time, because transfers and payouts change them.
final class DummypayExample {
    private static final List<String> FILES =
            List.of("accounts.json", "balances.json", "payments.json");

    private DummypayExample() {}

    /// The configuration of one connector.
    static JsonObject config() {
        return Json.createObjectBuilder().add(DummypayDirectory.FIELD, copy().toString()).build();
    }

    private static Path copy() {
        try {
            var directory = Files.createTempDirectory("dummypay-");
            for (var file : FILES) {
                try (var in = DummypayExample.class.getResourceAsStream(file)) {
                    Files.copy(in, directory.resolve(file));
                }
            }
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException("the temporary directory cannot be written", e);
        }
    }
}
