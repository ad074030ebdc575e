package dev.connectorproxy.signin;

import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// A text that must not be logged or shown: `toString` does not contain it.
final class Secret {
    private final String text;

    Secret(String text) {
        this.text = Objects.requireNonNull(text, "text");
    }

    /// The text itself, for a request to the provider.
    String reveal() {
        return text;
    }

    /// The text in UTF-8.
    byte[] toBytes() {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "(secret)";
    }
}
