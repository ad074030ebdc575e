package dev.connectorproxy.connector.http.python;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// Rewrites JSON as Python's `json.loads` followed by `json.dumps` would: a space after commas and colons, everything
/// outside ASCII escaped, floating-point numbers as `repr` writes them.
public final class PythonJson {
    private static final String HEX = "0123456789abcdef";

    private final byte[] in;
    private final ByteArrayOutputStream out;
    private int at;

    private PythonJson(byte[] in) {
        this.in = in;
        this.out = new ByteArrayOutputStream(in.length + in.length / 8 + 16);
    }

    /// @param json well-formed, in UTF-8, without white space
    public static byte[] reformat(byte[] json) {
        var writer = new PythonJson(json);
        while (writer.at < json.length) {
            writer.writeToken();
        }
        return writer.out.toByteArray();
    }

    private void writeToken() {
        byte b = in[at];
        switch (b) {
            case '"' -> writeString();
            case ',', ':' -> {
                out.write(b);
                out.write(' ');
                at++;
            }
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> writeNumber();
            default -> {
                out.write(b);
                at++;
            }
        }
    }

    private void writeNumber() {
        int begin = at;
        while (at < in.length && (in[at] >= '0' && in[at] <= '9' || "+-.eE".indexOf(in[at]) >= 0)) {
            at++;
        }
        var literal = new String(in, begin, at - begin, StandardCharsets.US_ASCII);
        out.writeBytes(PythonNumber.toPythonLiteral(literal).getBytes(StandardCharsets.US_ASCII));
    }

    private void writeString() {
        out.write('"');
        at++;
        while (in[at] != '"') {
            if (in[at] == '\\') {
                writeEscape();
            } else {
                writeCharacter();
            }
        }
        out.write('"');
        at++;
    }

    private void writeEscape() {
        char c = (char) in[at + 1];
        at += 2;
        switch (c) {
            case 'b' -> writeUnit('\b');
            case 'f' -> writeUnit('\f');
            case 'n' -> writeUnit('\n');
            case 'r' -> writeUnit('\r');
            case 't' -> writeUnit('\t');
            case 'u' -> {
                writeUnit(
                        (char)
                                Integer.parseInt(
                                        new String(in, at, 4, StandardCharsets.US_ASCII), 16));
                at += 4;
            }
            default -> writeUnit(c);
        }
    }

    /// Writes one UTF-8 character, which may be two UTF-16 code units.
    private void writeCharacter() {
        int first = in[at] & 0xFF;
        if (first < 0x80) {
            writeUnit((char) first);
            at++;
            return;
        }
        int length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
        var text = new String(in, at, length, StandardCharsets.UTF_8);
        text.chars().forEach(codeUnit -> writeUnit((char) codeUnit));
        at += length;
    }

    private void writeUnit(char c) {
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
