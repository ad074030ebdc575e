package dev.connectorproxy.connector.http.python;

import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// UTF-8 encoding without silent replacement of unpaired surrogates, which JSON escapes may contain.
public final class Utf8 {
    private Utf8() {}

    /// @throws ConnectorException `InvalidParameters` for an unpaired surrogate
    public static byte[] encode(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        // a replacement writes a '?', so only texts with one need the slower strict encoder
        if (text.indexOf('?') < 0
                && new String(bytes, StandardCharsets.ISO_8859_1).indexOf('?') < 0) {
            return bytes;
        }
        try {
            ByteBuffer strict = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            bytes = new byte[strict.remaining()];
            strict.get(bytes);
            return bytes;
        } catch (CharacterCodingException e) {
            throw new ConnectorException(
                    ErrorCode.INVALID_PARAMETERS,
                    "a parameter contains half a surrogate pair, which UTF-8 cannot write",
                    e);
        }
    }
}
