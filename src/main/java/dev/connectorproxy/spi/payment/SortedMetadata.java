package dev.connectorproxy.spi.payment;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/// Copies metadata, sorted by key, so that equal rows have equal text.
final class SortedMetadata {
    private SortedMetadata() {}

    static Map<String, String> copy(Map<String, String> metadata) {
        return Collections.unmodifiableMap(new TreeMap<>(Map.copyOf(metadata)));
    }
}
