package dev.connectorproxy.catalogue;

import dev.connectorproxy.spi.Arguments;
import jakarta.json.spi.JsonProvider;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;

/// Writes arguments as one JSON object: values byte for byte, names sorted.
public final class ArgumentsJson {
    private static final JsonProvider JSON = JsonProvider.provider();

    private ArgumentsJson() {}

    public static byte[] of(Arguments arguments) {
        var out = new ByteArrayOutputStream();
        try {
            out.write('{');
            for (var entry : new TreeMap<>(arguments.texts()).entrySet()) {
                if (out.size() > 1) {
                    out.write(',');
                }
                var name = JSON.createValue(entry.getKey()).toString();
                out.writeBytes(name.getBytes(StandardCharsets.UTF_8));
                out.write(':');
                entry.getValue().writeTo(out);
            }
            out.write('}');
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail to be written to", e);
        }
    }
}
