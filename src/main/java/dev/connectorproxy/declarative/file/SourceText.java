package dev.connectorproxy.declarative.file;

import java.util.Objects;

/// An expression in a file.
///
/// @param place `file:line` and the key, for messages
public record SourceText(String text, String place) {
    public SourceText {
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(place, "place");
    }
}
