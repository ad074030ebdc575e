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

/// JSON as it is written: straight into bytes, with no tree and no text in between, since a page is most of what this server
/// sends. What comes out is well-formed whatever a provider's own values say of themselves. Used by one thread.
final class JsonBytes {
    private static final int PIECE = 1_024;
    private static final byte[] TRUE = ascii("true");
    private static final byte[] FALSE = ascii("false");
    private static final byte[] NULL = ascii("null");
    private static final String SHORT = "\b\t\n\f\r\"\\";
    private static final String MEANT = "btnfr\"\\";
    private static final int MOST_BYTES = 6; // a character takes, as an escape

    private byte[] out;
    private int at;

    /// @param expected how many bytes it will roughly take
    JsonBytes(int expected) {
        this.out = new byte[expected];
    }

    /// The bytes of what is ASCII, for what is written again and again.
    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /// How much was written.
    int length() {
        return at;
    }

    byte[] toByteArray() {
        return Arrays.copyOf(out, at);
    }

    /// What was written from there on.
    String since(int from) {
        return new String(out, from, at - from, StandardCharsets.UTF_8);
    }

    /// As it is.
    JsonBytes put(byte[] json) {
        room(json.length);
        System.arraycopy(json, 0, out, at, json.length);
        at += json.length;
        return this;
    }

    /// As it is: a character of ASCII.
    JsonBytes put(char c) {
        room(1);
        out[at++] = (byte) c;
        return this;
    }

    JsonBytes flag(boolean value) {
        return put(value ? TRUE : FALSE);
    }

    JsonBytes nothing() {
        return put(NULL);
    }

    JsonBytes time(Instant time) {
        return string(Times.text(time));
    }

    JsonBytes number(BigInteger number) {
        return digits(
                number.bitLength() < Long.SIZE
                        ? Long.toString(number.longValue())
                        : number.toString());
    }

    /// Digits and what else a number has.
    ///
    /// @throws IllegalStateException it is no number of JSON
    JsonBytes number(String text) {
        if (!JsonNumbers.isOne(text)) {
            throw new IllegalStateException("the provider's number is none");
        }
        return digits(text);
    }

    private JsonBytes digits(String text) {
        room(text.length());
        for (int i = 0; i < text.length(); i++) {
            out[at++] = (byte) text.charAt(i);
        }
        return this;
    }

    /// A value of any kind, member by member.
    JsonBytes value(JsonValue value) {
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

    /// An object of strings.
    JsonBytes strings(Map<String, String> members) {
        put('{');
        members.forEach((key, it) -> string(key).put(':').string(it).put(','));
        return close('}');
    }

    private JsonBytes object(JsonObject object) {
        return object instanceof JsonRow row
                ? row.text().map(this::put).orElseGet(() -> members(row))
                : members(object);
    }

    private JsonBytes members(Map<String, JsonValue> members) {
        put('{');
        for (var member : members.entrySet()) {
            string(member.getKey()).put(':').value(member.getValue()).put(',');
        }
        return close('}');
    }

    private JsonBytes elements(Iterable<JsonValue> elements) {
        put('[');
        for (var element : elements) {
            value(element).put(',');
        }
        return close(']');
    }

    /// Ends an array or an object, in place of the last comma where there is one.
    JsonBytes close(char bracket) {
        if (out[at - 1] == ',') {
            at--;
        }
        return put(bracket);
    }

    JsonBytes string(String text) {
        put('"');
        if (isPlain(text)) {
            return put(ascii(text)).put('"');
        }
        for (int i = 0; i < text.length(); ) {
            int end = Math.min(text.length(), i + PIECE);
            room((end - i) * MOST_BYTES);
            i = piece(text, i, end);
        }
        return put('"');
    }

    /// Most texts are, and are copied as a whole.
    private static boolean isPlain(String text) {
        boolean plain = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            plain &= c >= ' ' & c < 0x80 & c != '"' & c != '\\';
        }
        return plain;
    }

    /// Writes characters, for which there is room.
    ///
    /// @return behind the last of them, one more where half a pair would be left
    private int piece(String text, int from, int to) {
        int i = from;
        for (; i < to; i++) {
            char c = text.charAt(i);
            if (c < 0x80 && c >= ' ' && c != '"' && c != '\\') {
                out[at++] = (byte) c;
            } else if (Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                pair(Character.toCodePoint(c, text.charAt(++i)));
            } else {
                other(c);
            }
        }
        return i;
    }

    private void pair(int point) {
        out[at++] = (byte) (0xf0 | point >> 18);
        out[at++] = (byte) (0x80 | point >> 12 & 0x3f);
        out[at++] = (byte) (0x80 | point >> 6 & 0x3f);
        out[at++] = (byte) (0x80 | point & 0x3f);
    }

    private void other(char c) {
        if (c < 0x80) {
            escape(c);
        } else if (c < 0x800) {
            out[at++] = (byte) (0xc0 | c >> 6);
            out[at++] = (byte) (0x80 | c & 0x3f);
        } else if (Character.isSurrogate(c)) {
            escape(c); // half a pair, which UTF-8 cannot write
        } else {
            out[at++] = (byte) (0xe0 | c >> 12);
            out[at++] = (byte) (0x80 | c >> 6 & 0x3f);
            out[at++] = (byte) (0x80 | c & 0x3f);
        }
    }

    private void escape(char c) {
        out[at++] = '\\';
        int which = SHORT.indexOf(c);
        if (which >= 0) {
            out[at++] = (byte) MEANT.charAt(which);
            return;
        }
        out[at++] = 'u';
        var digits = HexFormat.of().toHexDigits(c);
        for (int i = 0; i < digits.length(); i++) {
            out[at++] = (byte) digits.charAt(i);
        }
    }

    private void room(int more) {
        if (more > out.length - at) {
            out = Arrays.copyOf(out, Math.max(out.length * 2, Math.addExact(at, more)));
        }
    }
}
