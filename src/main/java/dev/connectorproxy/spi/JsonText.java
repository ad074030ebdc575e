package dev.connectorproxy.spi;

import dev.connectorproxy.spi.json.EngineValues;
import dev.connectorproxy.spi.json.ExactJsonReader;
import dev.connectorproxy.spi.json.JsonCompaction;
import dev.connectorproxy.spi.json.JsonScanner;
import dev.connectorproxy.spi.json.JsonUtf8;
import dev.connectorproxy.spi.json.NonFiniteNumbers;
import jakarta.json.JsonException;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.JsonValue.ValueType;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParserFactory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// The bytes of one JSON value (RFC 8259) in UTF-8, known to be well-formed and not nested too deeply. It is forwarded
/// unchanged, so that numbers keep their digits and keys their order; a tree is built only on request.
public final class JsonText {
    private static final int[] NO_MEMBERS = {};
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final JsonParserFactory PARSERS = JSON.createParserFactory(Map.of());

    final byte[] in;
    final int from;
    final int to;
    private final int[] memberPositions;
    private final boolean compact;
    private final boolean typed; // in the text that it is or is a part of

    private JsonText(byte[] in, int from, int to, int[] marks, boolean compact, boolean typed) {
        this.in = in;
        this.from = from;
        this.to = to;
        this.memberPositions = marks;
        this.compact = compact;
        this.typed = typed;
    }

    private JsonText(byte[] in, JsonScanner scanned) {
        this(in, 0, in.length, scanned.members(), scanned.isCompact(), scanned.hasTypeMark());
    }

    /// The text, if it is well-formed; a byte order mark before it is left out (RFC 8259, section 8.1). The array is
    /// otherwise not copied and must not be changed afterwards.
    ///
    /// @param maxDepth the maximum nesting of arrays and objects
    public static Optional<JsonText> of(byte[] utf8, int maxDepth) {
        byte[] in = JsonScanner.withoutByteOrderMark(utf8);
        var scanner = new JsonScanner(in, maxDepth);
        return scanner.isOneValue() ? Optional.of(new JsonText(in, scanner)) : Optional.empty();
    }

    /// The text as Python's `json` module writes it: `NaN`, `Infinity` and `-Infinity`, which JSON does not have, become
    /// null. Otherwise like [#of].
    public static Optional<JsonText> ofPython(byte[] utf8, int maxDepth) {
        return of(NonFiniteNumbers.toNull(utf8), maxDepth);
    }

    /// The JSON text of a string.
    public static JsonText ofString(String text) {
        byte[] utf8 = toUtf8(JSON.createValue(text).toString());
        return new JsonText(utf8, 0, utf8.length, NO_MEMBERS, false, false);
    }

    /// The bytes of a JSON text. Unpaired surrogates, which UTF-8 cannot encode, become escapes.
    public static byte[] toUtf8(String json) {
        return JsonUtf8.of(json);
    }

    /// The type of the value.
    public ValueType type() {
        return JsonScanner.typeOf(in[start()]);
    }

    /// The value as a tree, built on each call; if a key occurs several times, its last value wins.
    ///
    /// @throws ConnectorException `InvalidParameters`: a number has more digits than the JSON library reads
    public JsonValue value() {
        return switch (type()) {
            case TRUE -> JsonValue.TRUE;
            case FALSE -> JsonValue.FALSE;
            case NULL -> JsonValue.NULL;
            case STRING -> unescapedString().orElseGet(() -> parse(JsonText::read));
            case NUMBER, ARRAY, OBJECT -> parse(JsonText::read);
        };
    }

    /// The value as a tree, like [#value()], whose numbers keep their text: `1.50E+1` is written as `1.50E+1` again.
    public JsonValue exactValue() {
        return parse(ExactJsonReader::read);
    }

    /// Fast path for a string without escapes: creating a parser costs more than reading the string.
    private Optional<JsonValue> unescapedString() {
        int begin = start() + 1;
        for (int i = begin; in[i] != '\\'; i++) {
            if (in[i] == '"') {
                var text = new String(in, begin, i - begin, StandardCharsets.UTF_8);
                return Optional.of(JSON.createValue(text));
            }
        }
        return Optional.empty();
    }

    private static JsonValue read(JsonParser parser) {
        parser.next();
        return parser.getValue();
    }

    private JsonValue parse(Function<JsonParser, JsonValue> reading) {
        return ComputePool.run(to - from, () -> parseHere(reading));
    }

    private JsonValue parseHere(Function<JsonParser, JsonValue> reading) {
        try (var parser = PARSERS.createParser(new StringReader(toString()))) {
            return reading.apply(parser);
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

    /// The values of an object by name, in order, not parsed; if a name occurs several times, its last value wins.
    ///
    /// @throws IllegalStateException it is not an object, or it is a part of what [#of] returned
    public Map<String, JsonText> members() {
        requireWholeObject();
        var members = new LinkedHashMap<String, JsonText>();
        for (int i = 0; i < memberPositions.length; i += 4) {
            members.put(
                    name(memberPositions[i], memberPositions[i + 1]),
                    part(memberPositions[i + 2], memberPositions[i + 3]));
        }
        return members;
    }

    /// The value of one member, as in [#members()], without reading the others.
    ///
    /// @throws IllegalStateException it is not an object, or it is a part
    public Optional<JsonText> member(String name) {
        requireWholeObject();
        for (int i = memberPositions.length - 4; i >= 0; i -= 4) {
            if (name(memberPositions[i], memberPositions[i + 1]).equals(name)) {
                return Optional.of(part(memberPositions[i + 2], memberPositions[i + 3]));
            }
        }
        return Optional.empty();
    }

    /// The text of an object without its members of that name, otherwise unchanged; available where [#members()] is.
    public byte[] without(String name) {
        if (member(name).isEmpty()) {
            return in.clone();
        }
        var out = new ByteArrayOutputStream(in.length);
        out.write(in, 0, memberPositions[0]);
        boolean first = true;
        for (int i = 0; i < memberPositions.length; i += 4) {
            if (!name(memberPositions[i], memberPositions[i + 1]).equals(name)) {
                if (!first) {
                    out.write(',');
                }
                out.write(in, memberPositions[i], memberPositions[i + 3] - memberPositions[i]);
                first = false;
            }
        }
        int end = memberPositions[memberPositions.length - 1];
        out.write(in, end, in.length - end);
        return out.toByteArray();
    }

    /// The same value in its shortest form: without white space and unnecessary escapes.
    ///
    /// @throws ConnectorException `InvalidParameters`: an escape is an unpaired surrogate, which UTF-8 cannot encode
    public byte[] compact() {
        try {
            return compact ? Arrays.copyOfRange(in, from, to) : JsonCompaction.of(in, from, to);
        } catch (IllegalArgumentException e) {
            throw new ConnectorException(
                    ErrorCode.INVALID_PARAMETERS,
                    "a parameter contains half a surrogate pair, which UTF-8 cannot write",
                    e);
        }
    }

    /// The same value with the texts of dates, times, durations, UUIDs and decimals in the place of the objects in which
    /// SpiffWorkflow sends them, such as `{"value": "2024-01-01", "typename": "date"}`; otherwise byte for byte.
    public JsonText unwrapped() {
        if (!typed) {
            return this;
        }
        return EngineValues.unwrap(in, from, to)
                .flatMap(plain -> of(plain, Integer.MAX_VALUE))
                .orElse(this);
    }

    /// The value between two positions.
    private JsonText part(int begin, int end) {
        return new JsonText(in, begin, end, NO_MEMBERS, compact, typed);
    }

    /// The length in bytes.
    public int length() {
        return to - from;
    }

    /// Writes the bytes of the text.
    public void writeTo(OutputStream out) throws IOException {
        out.write(in, from, to - from);
    }

    @Override
    public String toString() {
        return new String(in, from, to - from, StandardCharsets.UTF_8);
    }

    private void requireWholeObject() {
        if (type() != ValueType.OBJECT || to - from != in.length) {
            throw new IllegalStateException("not a whole JSON object");
        }
    }

    private String name(int begin, int end) {
        return ((JsonString) part(begin, end).value()).getString();
    }

    private int start() {
        int at = from;
        while (in[at] <= ' ') {
            at++;
        }
        return at;
    }
}
