package dev.connectorproxy.server;

import dev.connectorproxy.settings.Section;
import io.helidon.common.buffers.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// Prefixes of request paths under which a listener serves its routes, too. They are removed from the request line, so
/// that nothing behind it sees them. Immutable.
///
/// @param prefixes such as `/standard`
public record PathPrefixes(List<String> prefixes) {
    public static final PathPrefixes NONE = new PathPrefixes(List.of());

    public PathPrefixes {
        prefixes = List.copyOf(prefixes);
    }

    static PathPrefixes create(Section server) {
        var prefixes = server.texts("path-prefixes");
        for (var prefix : prefixes) {
            if (!prefix.matches("(/[A-Za-z0-9_-]+)+") || (prefix + "/").startsWith("/v1/")) {
                throw server.invalid(
                        "path-prefixes",
                        "must list paths such as /standard, of letters, digits, dashes and underscores, and not /v1");
            }
        }
        return new PathPrefixes(prefixes);
    }

    /// The request line without the first of the prefixes that its path begins with.
    byte[] strip(byte[] line) {
        for (var prefix : prefixes) {
            int start = Bytes.firstIndexOf(line, 0, line.length, (byte) ' ') + 1;
            int end = start + prefix.length();
            if (end < line.length
                    && "/? ".indexOf(line[end]) >= 0
                    && prefix.equals(
                            new String(line, start, end - start, StandardCharsets.ISO_8859_1))) {
                return without(line, start, end);
            }
        }
        return line;
    }

    private static byte[] without(byte[] line, int start, int end) {
        // one byte of the prefix is kept for the slash that a path begins with
        int from = line[end] == '/' ? end : end - 1;
        var stripped = Arrays.copyOf(line, start + line.length - from);
        System.arraycopy(line, from, stripped, start, line.length - from);
        stripped[start] = '/';
        return stripped;
    }
}
