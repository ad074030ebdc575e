package dev.connectorproxy.spi.json;

import jakarta.json.JsonValue.ValueType;
import java.util.Arrays;

/// Decides whether bytes are one JSON value (RFC 8259) in UTF-8 (RFC 3629), in one pass and without building anything.
/// Responses of up to 10 MiB pass through here, and the events of a parser cost several times as much as this scan. Not
/// thread-safe.
public final class JsonScanner {
    private static final int INVALID = JsonTokens.INVALID;

    private final byte[] in;
    private final JsonTokens tokens;
    private final int maxDepth;
    private boolean[] objects = new boolean[32]; // at each depth: is it an object?
    private int[] memberPositions = new int[4 * 16]; // of the members at depth 1
    private int memberCount;
    private int valueEnd;
    private int depth;
    private boolean hasTypeMark;

    /// @param in must not be changed afterwards
    /// @param maxDepth the maximum nesting of arrays and objects
    public JsonScanner(byte[] in, int maxDepth) {
        this.in = in;
        this.tokens = new JsonTokens(in);
        this.maxDepth = maxDepth;
    }

    /// The text without the byte order mark before it; the same array if there is none.
    public static byte[] withoutByteOrderMark(byte[] utf8) {
        return utf8.length > 2
                        && utf8[0] == (byte) 0xEF
                        && utf8[1] == (byte) 0xBB
                        && utf8[2] == (byte) 0xBF
                ? Arrays.copyOfRange(utf8, 3, utf8.length)
                : utf8;
    }

    /// The positions of the members if the value is an object: for each the begin and end of its name, including the
    /// quotes, and of its value. Valid after [#isOneValue()] returned true.
    public int[] members() {
        return Arrays.copyOf(memberPositions, 4 * memberCount);
    }

    /// Whether the text is already in its shortest form: without white space and unnecessary escapes.
    public boolean isCompact() {
        return tokens.isCompact();
    }

    /// Whether [EngineValues] may be in it.
    public boolean hasTypeMark() {
        return hasTypeMark;
    }

    /// The type of a value that begins with this character.
    public static ValueType typeOf(byte first) {
        return switch (first) {
            case '{' -> ValueType.OBJECT;
            case '[' -> ValueType.ARRAY;
            case '"' -> ValueType.STRING;
            case 't' -> ValueType.TRUE;
            case 'f' -> ValueType.FALSE;
            case 'n' -> ValueType.NULL;
            default -> ValueType.NUMBER;
        };
    }

    /// Whether the bytes are one JSON value, not nested too deeply. Call it once, before the other methods.
    public boolean isOneValue() {
        int at = tokens.space(0);
        do {
            at = value(at);
            valueEnd = at;
            at = at < 0 ? INVALID : afterValue(at);
        } while (at >= 0 && depth > 0);
        return at == in.length;
    }

    /// Skips a scalar or an empty container, or the opening of containers and the scalar that follows; returns the next
    /// position.
    private int value(int from) {
        int at = from;
        while (true) {
            int c = tokens.peek(at);
            switch (c) {
                case '"' -> {
                    return tokens.string(at);
                }
                case '{', '[' -> {
                    if (!open(c == '{')) {
                        return INVALID;
                    }
                    at = tokens.space(at + 1);
                    if (tokens.peek(at) == (c == '{' ? '}' : ']')) {
                        return close(at);
                    }
                    at = c == '{' ? key(at) : at;
                    if (at < 0) {
                        return INVALID;
                    }
                }
                case 't' -> {
                    return tokens.word("true", at);
                }
                case 'f' -> {
                    return tokens.word("false", at);
                }
                case 'n' -> {
                    return tokens.word("null", at);
                }
                default -> {
                    return tokens.number(at);
                }
            }
        }
    }

    /// Skips what follows a value: closing brackets, or the comma (and key) before the next value; returns the next
    /// position.
    private int afterValue(int from) {
        int at = tokens.space(from);
        while (depth > 0) {
            boolean object = objects[depth];
            int c = tokens.peek(at);
            if (depth == 1 && object) {
                memberPositions[4 * memberCount - 1] = valueEnd;
            }
            if (c == ',') {
                at = tokens.space(at + 1);
                return object ? key(at) : at;
            }
            if (c != (object ? '}' : ']')) {
                return INVALID;
            }
            valueEnd = close(at);
            at = tokens.space(valueEnd);
        }
        return at;
    }

    private boolean open(boolean object) {
        if (++depth > maxDepth) {
            return false;
        }
        if (depth == objects.length) {
            objects = Arrays.copyOf(objects, 2 * depth);
        }
        objects[depth] = object;
        return true;
    }

    private int close(int at) {
        depth--;
        return at + 1;
    }

    private int key(int name) {
        int nameEnd = tokens.peek(name) == '"' ? tokens.string(name) : INVALID;
        if (nameEnd < 0) {
            return INVALID;
        }
        hasTypeMark |= EngineValues.isMark(in, name, nameEnd);
        int colon = tokens.space(nameEnd);
        if (tokens.peek(colon) != ':') {
            return INVALID;
        }
        int at = tokens.space(colon + 1);
        if (depth == 1) {
            addMember(name, nameEnd, at);
        }
        return at;
    }

    private void addMember(int name, int nameEnd, int value) {
        if (4 * memberCount == memberPositions.length) {
            memberPositions = Arrays.copyOf(memberPositions, 2 * memberPositions.length);
        }
        memberPositions[4 * memberCount] = name;
        memberPositions[4 * memberCount + 1] = nameEnd;
        memberPositions[4 * memberCount + 2] = value;
        memberCount++;
    }
}
