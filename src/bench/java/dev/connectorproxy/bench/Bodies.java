package dev.connectorproxy.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The JSON bodies that the load generator and the upstream share. Compact, so that a proxy that parses and writes them
/// again yields the same bytes.
final class Bodies {
    private static final String PERSON =
            "{\"id\":%d,\"name\":\"Ada Lovelace\",\"email\":\"ada@example.org\",\"balance\":1234.50,"
                    + "\"active\":true,\"tags\":[\"alpha\",\"beta\"],\"note\":\"a line of text \\\"quoted\\\"\"}";

    private Bodies() {}

    /// Some 200 bytes that begin with the nonce.
    static byte[] small(String nonce) {
        return ("{\"nonce\":\"" + nonce + "\",\"person\":" + PERSON.formatted(1) + "}")
                .getBytes(US_ASCII);
    }

    /// An array of objects of about that many bytes, in an object that begins with the nonce.
    static byte[] of(String nonce, int bytes) {
        var text = new StringBuilder(bytes + 512).append("{\"nonce\":\"").append(nonce);
        text.append("\",\"items\":[");
        for (int i = 0; text.length() < bytes - 180; i++) {
            text.append(i == 0 ? "" : ",").append(PERSON.formatted(i));
        }
        return text.append("]}").toString().getBytes(US_ASCII);
    }

    /// The list of another proxy: so many commands, the first of them `a-bench/C000`, of the size that real ones have.
    static byte[] commands(int count) {
        var parameter =
                "{\"id\":\"parameter_%d\",\"type\":\"str\",\"required\":true,\"description\":\"A line on what to write here.\"}";
        var parameters =
                IntStream.range(0, 5)
                        .mapToObj(parameter::formatted)
                        .collect(Collectors.joining(","));
        return IntStream.range(0, count)
                .mapToObj(it ->
                        "{\"id\":\"a-bench/C%03d\",\"parameters\":[%s]}".formatted(it, parameters))
                .collect(Collectors.joining(",", "[", "]"))
                .getBytes(US_ASCII);
    }

    /// The response body of `/large`.
    static byte[] large(int bytes) {
        return of("large", bytes);
    }
}
