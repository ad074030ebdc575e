package dev.connectorproxy.devserver;

import dev.connectorproxy.spi.JsonRow;
import dev.connectorproxy.spi.payment.Times;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;

/// Writes JSON directly as UTF-8 bytes, without a tree or a string in between, because pages are most of what this
/// server sends. The output is well-formed even if a provider's own [JsonValue] classes are not. Not thread-safe.
final class JsonByteWriter {
    private static final int CHUNK = 1_024;
    private static final byte[] TRUE = ascii("true");
    private static final byte[] FALSE = ascii("false");
    private static final byte[] NULL = ascii("null");
    private static final String ESCAPED = "\b\t\n\f\r\"\\";
    private static final String ESCAPE_CODES = "btnfr\"\\";
    private static final int MAX_BYTES = 6; // of one UTF-16 code unit, as an escape

    private byte[] buffer;
    private int at;

    /// @param initialCapacity of the buffer, in bytes; at least 1
    JsonByteWriter(int initialCapacity) {
        this.buffer = new byte[initialCapacity];
    }

    /// The bytes of an ASCII text; callers keep them in constants.
    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /// The number of bytes written so far.
    int length() {
        return at;
    }

    byte[] toByteArray() {
        return Arrays.copyOf(buffer, at);
    }

    /// The text written since the output had this length.
    String textFrom(int from) {
        return new String(buffer, from, at - from, StandardCharsets.UTF_8);
    }

    /// Appends bytes of JSON unchanged.
    JsonByteWriter put(byte[] json) {
        ensureRoom(json.length);
        System.arraycopy(json, 0, buffer, at, json.length);
        at += json.length;
        return this;
    }

    /// Appends an ASCII character unchanged.
    JsonByteWriter put(char c) {
        ensureRoom(1);
        buffer[at++] = (byte) c;
        return this;
    }

    JsonByteWriter bool(boolean value) {
        return put(value ? TRUE : FALSE);
    }

    JsonByteWriter nullValue() {
        return put(NULL);
    }

    JsonByteWriter time(Instant time) {
        return string(Times.text(time));
    }

    JsonByteWriter number(BigInteger number) {
        return digits(
                number.bitLength() < Long.SIZE
                        ? Long.toString(number.longValue())
                        : number.toString());
    }

    /// Appends a number in its text form.
    ///
    /// @throws IllegalStateException it is not a JSON number (RFC 8259, section 6)
    JsonByteWriter number(String text) {
        if (!JsonNumberSyntax.isNumber(text)) {
            throw new IllegalStateException("the provider's number is none");
        }
        return digits(text);
    }

    private JsonByteWriter digits(String text) {
        ensureRoom(text.length());
        for (int i = 0; i < text.length(); i++) {
            buffer[at++] = (byte) text.charAt(i);
        }
        return this;
    }

    /// Appends a value of any type.
    JsonByteWriter value(JsonValue value) {
        return switch (value.getValueType()) {
            case STRING -> string(((JsonString) value).getString());
            case NUMBER -> number(((JsonNumber) value).toString());
            case OBJECT -> object(value.asJsonObject());
            case ARRAY -> elements(value.asJsonArray());
            case TRUE -> put(TRUE);
            case FALSE -> put(FALSE);
            case NULL -> put(NULL);
        };
    }

    /// Appends an object whose values are strings.
    JsonByteWriter strings(Map<String, String> members) {
        put('{');
        members.forEach((key, value) -> string(key).put(':').string(value).put(','));
        return close('}');
    }

    private JsonByteWriter object(JsonObject object) {
        return object instanceof JsonRow row
                ? row.text().map(this::put).orElseGet(() -> members(row))
                : members(object);
    }

    private JsonByteWriter members(Map<String, JsonValue> members) {
        put('{');
        for (var member : members.entrySet()) {
            string(member.getKey()).put(':').value(member.getValue()).put(',');
        }
        return close('}');
    }

    private JsonByteWriter elements(Iterable<JsonValue> elements) {
        put('[');
        for (var element : elements) {
            value(element).put(',');
        }
        return close(']');
    }

    /// Ends an array or an object; the bracket replaces the comma after the last element, if there is one.
    JsonByteWriter close(char bracket) {
        if (buffer[at - 1] == ',') {
            at--;
        }
        return put(bracket);
    }

    JsonByteWriter string(String text) {
        put('"');
        if (isPlain(text)) {
            return put(ascii(text)).put('"');
        }
        for (int i = 0; i < text.length(); ) {
            int end = Math.min(text.length(), i + CHUNK);
            ensureRoom((end - i) * MAX_BYTES);
            i = writeChunk(text, i, end);
        }
        return put('"');
    }

    /// Whether a text needs neither escapes nor multi-byte characters; most texts do not and are copied at once.
    private static boolean isPlain(String text) {
        boolean plain = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            plain &= c >= ' ' & c < 0x80 & c != '"' & c != '\\';
        }
        return plain;
    }

    /// Writes characters; the buffer must have room for them.
    ///
    /// @return the index after the last one, which is `to`, or `to + 1` where `to` would split a surrogate pair
    private int writeChunk(String text, int from, int to) {
        int i = from;
        for (; i < to; i++) {
            char c = text.charAt(i);
            if (c < 0x80 && c >= ' ' && c != '"' && c != '\\') {
                buffer[at++] = (byte) c;
            } else if (Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                writeSurrogatePair(Character.toCodePoint(c, text.charAt(++i)));
            } else {
                writeOther(c);
            }
        }
        return i;
    }

    private void writeSurrogatePair(int codePoint) {
        buffer[at++] = (byte) (0xf0 | codePoint >> 18);
        buffer[at++] = (byte) (0x80 | codePoint >> 12 & 0x3f);
        buffer[at++] = (byte) (0x80 | codePoint >> 6 & 0x3f);
        buffer[at++] = (byte) (0x80 | codePoint & 0x3f);
    }

    private void writeOther(char c) {
        if (c < 0x80) {
            escape(c);
        } else if (c < 0x800) {
            buffer[at++] = (byte) (0xc0 | c >> 6);
            buffer[at++] = (byte) (0x80 | c & 0x3f);
        } else if (Character.isSurrogate(c)) {
            escape(c); // a lone surrogate, which UTF-8 cannot encode
        } else {
            buffer[at++] = (byte) (0xe0 | c >> 12);
            buffer[at++] = (byte) (0x80 | c >> 6 & 0x3f);
            buffer[at++] = (byte) (0x80 | c & 0x3f);
        }
    }

    private void escape(char c) {
        buffer[at++] = '\\';
        int index = ESCAPED.indexOf(c);
        if (index >= 0) {
            buffer[at++] = (byte) ESCAPE_CODES.charAt(index);
            return;
        }
        buffer[at++] = 'u';
        var digits = HexFormat.of().toHexDigits(c);
        for (int i = 0; i < digits.length(); i++) {
            buffer[at++] = (byte) digits.charAt(i);
        }
    }

    private void ensureRoom(int more) {
        if (more > buffer.length - at) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, Math.addExact(at, more)));
        }
    }
}
