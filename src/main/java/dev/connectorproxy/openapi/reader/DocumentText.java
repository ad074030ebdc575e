package dev.connectorproxy.openapi.reader;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;

/// Decodes documents: UTF-8, and UTF-16 and UTF-32 if a byte order mark or the first character shows it.
final class DocumentText {
    private static final Charset UTF_32BE = Charset.forName("UTF-32BE");
    private static final Charset UTF_32LE = Charset.forName("UTF-32LE");
    private static final Map<String, String> OTHER_FORMATS =
            Map.of(
                    "504B0304", "is a ZIP archive; unpack it",
                    "1F8B", "is compressed with gzip; unpack it",
                    "25504446", "is a PDF; the description itself is needed, in JSON or YAML");

    private DocumentText() {}

    /// @throws DescriptionException it is not text
    static String decode(byte[] bytes, String name) {
        refuseOtherFormats(bytes, name);
        if (startsWith(bytes, "EFBBBF")) {
            return decode(bytes, 3, StandardCharsets.UTF_8, name);
        }
        if (startsWith(bytes, "0000FEFF")) {
            return decode(bytes, 4, UTF_32BE, name);
        }
        if (startsWith(bytes, "FFFE0000")) {
            return decode(bytes, 4, UTF_32LE, name);
        }
        if (startsWith(bytes, "FEFF")) {
            return decode(bytes, 2, StandardCharsets.UTF_16BE, name);
        }
        if (startsWith(bytes, "FFFE")) {
            return decode(bytes, 2, StandardCharsets.UTF_16LE, name);
        }
        return decode(bytes, 0, withoutMark(bytes), name);
    }

    /// The first character of a description is in ASCII.
    private static Charset withoutMark(byte[] bytes) {
        if (bytes.length < 2 || bytes[0] != 0 && bytes[1] != 0) {
            return StandardCharsets.UTF_8;
        }
        return bytes[0] == 0 ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE;
    }

    private static void refuseOtherFormats(byte[] bytes, String name) {
        OTHER_FORMATS.forEach((magic, problem) -> {
            if (startsWith(bytes, magic)) {
                throw new DescriptionException(name, problem);
            }
        });
    }

    private static boolean startsWith(byte[] bytes, String hex) {
        var mark = HexFormat.of().parseHex(hex);
        return bytes.length >= mark.length
                && Arrays.equals(bytes, 0, mark.length, mark, 0, mark.length);
    }

    private static String decode(byte[] bytes, int from, Charset charset, String name) {
        var in = ByteBuffer.wrap(bytes, from, bytes.length - from);
        var out = CharBuffer.allocate(bytes.length - from + 1);
        if (charset.newDecoder().decode(in, out, true).isError()) {
            long line = 1;
            for (int i = from; i < in.position(); i++) {
                line += bytes[i] == '\n' ? 1 : 0;
            }
            throw new DescriptionException(
                    name + ":" + line, "is not text in " + charset + "; save the file as UTF-8");
        }
        return out.flip().toString();
    }
}
