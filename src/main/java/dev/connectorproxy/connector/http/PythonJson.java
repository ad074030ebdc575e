package dev.connectorproxy.connector.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// Rewrites JSON as Python's `json.loads` followed by `json.dumps` would: a space after commas and colons, everything
/// outside ASCII escaped, floating-point numbers as `repr` writes them.
final class PythonJson {
    private static final String HEX = "0123456789abcdef";

    private final byte[] in;
    private final ByteArrayOutputStream out;
    private int at;

    private PythonJson(byte[] in) {
        this.in = in;
        this.out = new ByteArrayOutputStream(in.length + in.length / 8 + 16);
    }

    /// @param json well-formed, in UTF-8, without white space
    static byte[] of(byte[] json) {
        var writer = new PythonJson(json);
        while (writer.at < json.length) {
            writer.token();
        }
        return writer.out.toByteArray();
    }

    private void token() {
        byte b = in[at];
        switch (b) {
            case '"' -> string();
            case ',', ':' -> {
                out.write(b);
                out.write(' ');
                at++;
            }
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number();
            default -> {
                out.write(b);
                at++;
            }
        }
    }

    private void number() {
        int begin = at;
        while (at < in.length && (in[at] >= '0' && in[at] <= '9' || "+-.eE".indexOf(in[at]) >= 0)) {
            at++;
        }
        var literal = new String(in, begin, at - begin, StandardCharsets.US_ASCII);
        out.writeBytes(PythonNumber.literal(literal).getBytes(StandardCharsets.US_ASCII));
    }

    private void string() {
        out.write('"');
        at++;
        while (in[at] != '"') {
            if (in[at] == '\\') {
                escape();
            } else {
                character();
            }
        }
        out.write('"');
        at++;
    }

    private void escape() {
        char c = (char) in[at + 1];
        at += 2;
        switch (c) {
            case 'b' -> unit('\b');
            case 'f' -> unit('\f');
            case 'n' -> unit('\n');
            case 'r' -> unit('\r');
            case 't' -> unit('\t');
            case 'u' -> {
                unit((char) Integer.parseInt(new String(in, at, 4, StandardCharsets.US_ASCII), 16));
                at += 4;
            }
            default -> unit(c);
        }
    }

    /// Writes one UTF-8 character, which may be two UTF-16 code units.
    private void character() {
        int first = in[at] & 0xFF;
        if (first < 0x80) {
            unit((char) first);
            at++;
            return;
        }
        int length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
        var text = new String(in, at, length, StandardCharsets.UTF_8);
        text.chars().forEach(codeUnit -> unit((char) codeUnit));
        at += length;
    }

    private void unit(char c) {
        int index = "\b\f\n\r\t\"\\".indexOf(c);
        if (index >= 0) {
            out.write('\\');
            out.write("bfnrt\"\\".charAt(index));
        } else if (c >= ' ' && c < 0x7F) {
            out.write(c);
        } else {
            out.write('\\');
            out.write('u');
            for (int shift = 12; shift >= 0; shift -= 4) {
                out.write(HEX.charAt(c >> shift & 15));
            }
        }
    }
}
