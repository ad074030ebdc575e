package dev.connectorproxy.spi.payment;

import dev.connectorproxy.spi.JsonText;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.stream.JsonGenerator;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.function.BiConsumer;

/// What [PaymentJson] writes of a page, as an object.
public final class WrittenJson {
    private WrittenJson() {}

    public static <P> JsonObject of(P page, BiConsumer<P, JsonGenerator> fields) {
        var text = new StringWriter();
        try (var json = Json.createGenerator(text)) {
            json.writeStartObject();
            fields.accept(page, json);
            json.writeEnd();
        }
        return JsonText.of(text.toString().getBytes(StandardCharsets.UTF_8), 1_000)
                .orElseThrow()
                .exactValue()
                .asJsonObject();
    }
}
