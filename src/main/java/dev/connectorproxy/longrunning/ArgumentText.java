package dev.connectorproxy.longrunning;

import dev.connectorproxy.catalogue.ArgumentsJson;
import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.JsonText;

/// Arguments as one JSON object, values as they were sent, names in order.
final class ArgumentText {
    private static final int DEEPEST = 1024;

    private ArgumentText() {}

    static byte[] write(Arguments arguments) {
        return ArgumentsJson.of(arguments);
    }

    static Arguments read(byte[] text) {
        return new Arguments(
                JsonText.of(text, DEEPEST)
                        .orElseThrow(() -> new StoreException("arguments are no JSON", null))
                        .members());
    }
}
