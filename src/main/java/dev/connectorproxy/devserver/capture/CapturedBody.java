package dev.connectorproxy.devserver.capture;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/// The body of a message, or its beginning. Nobody may change the bytes.
///
/// @param length how long the whole body was
public record CapturedBody(byte[] bytes, long length) {
    /// How many bytes of a body are kept.
    static final int MAX_BYTES = 1 << 20;

    static final CapturedBody NONE = new CapturedBody(new byte[0], 0);

    static CapturedBody of(byte[] body) {
        return body.length == 0
                ? NONE
                : new CapturedBody(
                        Arrays.copyOf(body, Math.min(body.length, MAX_BYTES)), body.length);
    }

    public boolean isTruncated() {
        return bytes.length < length;
    }

    /// The bytes as text, without a character that is cut off at the end; empty if they are not UTF-8.
    public Optional<String> text() {
        var decoder =
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT);
        var text = CharBuffer.allocate(bytes.length);
        var in = ByteBuffer.wrap(bytes);
        var result = decoder.decode(in, text, !isTruncated());
        return result.isError() ? Optional.empty() : Optional.of(text.flip().toString());
    }

    @Override
    public String toString() {
        return "CapturedBody[" + length + " bytes]";
    }
}
