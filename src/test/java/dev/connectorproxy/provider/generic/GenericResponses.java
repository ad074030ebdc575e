package dev.connectorproxy.provider.generic;

import jakarta.json.Json;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.StringReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// A base class of tests with injected responses of the provider.
abstract class GenericResponses {
    GenericWorld world;

    @BeforeEach
    void start() throws IOException {
        world = GenericWorld.of(3, new GenericPsp.Size(2, 0, 0));
    }

    @AfterEach
    void stop() {
        world.close();
    }

    static PspFault response(String... rows) {
        return new PspFault.Response(200, "application/json", "[" + String.join(",", rows) + "]");
    }

    static JsonValue json(String text) {
        try (var reader = Json.createReader(new StringReader(text))) {
            return reader.readValue();
        }
    }
}
