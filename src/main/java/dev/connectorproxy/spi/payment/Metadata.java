package dev.connectorproxy.spi.payment;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/// Copies of metadata, in the order of their keys, so that the same row always reads the same.
final class Metadata {
    private Metadata() {}

    static Map<String, String> copy(Map<String, String> metadata) {
        return Collections.unmodifiableMap(new TreeMap<>(Map.copyOf(metadata)));
    }
}
