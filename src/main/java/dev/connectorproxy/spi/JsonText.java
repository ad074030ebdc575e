package dev.connectorproxy.spi;

import jakarta.json.JsonException;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonValue;
import jakarta.json.JsonValue.ValueType;
import jakarta.json.spi.JsonProvider;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/// The bytes of one JSON value (RFC 8259) in UTF-8, known to be well-formed and nested no deeper than it was allowed to be.
/// It is passed on as it is, so that numbers keep their digits and keys their order; a tree is built only when asked for.
public final class JsonText {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final JsonReaderFactory READERS = JSON.createReaderFactory(Map.of());

    private final byte[] in;
    private final int from;
    private final int to;

    /// A part of a text that is known to be well-formed, without white space around it.
    JsonText(byte[] in, int from, int to) {
        this.in = in;
        this.from = from;
        this.to = to;
    }

    /// The text, if it is well-formed. Takes the array over: it must not be changed afterwards.
    ///
    /// @param maxDepth how deep arrays and objects may be nested
    public static Optional<JsonText> of(byte[] utf8, int maxDepth) {
        return new JsonScanner(utf8, maxDepth).isOneValue()
                ? Optional.of(new JsonText(utf8, 0, utf8.length))
                : Optional.empty();
    }

    /// The text of a string.
    public static JsonText ofString(String text) {
        byte[] utf8 = JSON.createValue(text).toString().getBytes(StandardCharsets.UTF_8);
        return new JsonText(utf8, 0, utf8.length);
    }

    /// What kind of value it is.
    public ValueType type() {
        return switch (in[start()]) {
            case '{' -> ValueType.OBJECT;
            case '[' -> ValueType.ARRAY;
            case '"' -> ValueType.STRING;
            case 't' -> ValueType.TRUE;
            case 'f' -> ValueType.FALSE;
            case 'n' -> ValueType.NULL;
            default -> ValueType.NUMBER;
        };
    }

    /// The value as a tree, built anew each time; of several equal keys the last one counts.
    ///
    /// @throws ConnectorException `InvalidParameters`: a number has more digits than the JSON library reads
    public JsonValue value() {
        try (var reader =
                READERS.createReader(
                        new ByteArrayInputStream(in, from, to - from), StandardCharsets.UTF_8)) {
            return reader.readValue();
        } catch (JsonException
                | ArithmeticException
                | NumberFormatException
                | UnsupportedOperationException e) {
            throw new ConnectorException(
                    ErrorCode.INVALID_PARAMETERS,
                    "a number in a parameter is too long to be read",
                    e);
        }
    }

    /// The values of an object by name, in order, not yet read; of several equal names the last one counts.
    ///
    /// @throws IllegalStateException it is not an object
    public Map<String, JsonText> members() {
        if (type() != ValueType.OBJECT) {
            throw new IllegalStateException("not a JSON object");
        }
        return new JsonWalk(in, start()).members();
    }

    /// The same value without white space, and with characters in place of their escapes wherever JSON allows it.
    ///
    /// @throws ConnectorException `InvalidParameters`: an escape stands for half a surrogate pair, which has no character
    public byte[] compact() {
        return JsonCompaction.of(in, from, to);
    }

    /// Its length in bytes.
    public int length() {
        return to - from;
    }

    /// Writes the text.
    public void writeTo(OutputStream out) throws IOException {
        out.write(in, from, to - from);
    }

    @Override
    public String toString() {
        return new String(in, from, to - from, StandardCharsets.UTF_8);
    }

    private int start() {
        int at = from;
        while (in[at] <= ' ') {
            at++;
        }
        return at;
    }
}
