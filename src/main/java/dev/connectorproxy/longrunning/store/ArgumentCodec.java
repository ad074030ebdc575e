package dev.connectorproxy.longrunning.store;

import dev.connectorproxy.catalogue.ArgumentsJson;
import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.JsonText;

/// Encodes arguments as one JSON object and decodes them: values as they were sent, names sorted.
final class ArgumentCodec {
    private static final int MAX_DEPTH = 1024;

    private ArgumentCodec() {}

    static byte[] write(Arguments arguments) {
        return ArgumentsJson.of(arguments);
    }

    static Arguments read(byte[] text) {
        return new Arguments(
                JsonText.of(text, MAX_DEPTH)
                        .orElseThrow(() -> new StoreException("arguments are no JSON", null))
                        .members());
    }
}
