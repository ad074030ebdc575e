package dev.connectorproxy.spi;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// The bytes of one JSON value (RFC 8259) in UTF-8, known to be well-formed and nested no deeper than it was allowed to be.
/// It is passed on as it is, so that numbers keep their digits and keys their order; nothing is built from it.
public final class JsonText {
    private final byte[] utf8;

    private JsonText(byte[] utf8) {
        this.utf8 = utf8;
    }

    /// The text, if it is well-formed. Takes the array over: it must not be changed afterwards.
    ///
    /// @param maxDepth how deep arrays and objects may be nested
    public static Optional<JsonText> of(byte[] utf8, int maxDepth) {
        return new JsonScanner(utf8, maxDepth).isOneValue()
                ? Optional.of(new JsonText(utf8))
                : Optional.empty();
    }

    /// Its length in bytes.
    public int length() {
        return utf8.length;
    }

    /// Writes the text.
    public void writeTo(OutputStream out) throws IOException {
        out.write(utf8);
    }

    @Override
    public String toString() {
        return new String(utf8, StandardCharsets.UTF_8);
    }
}
