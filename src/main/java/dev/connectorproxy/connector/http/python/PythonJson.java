package dev.connectorproxy.connector.http.python;

import dev.connectorproxy.toolkit.JsonEscapes;
import java.nio.charset.StandardCharsets;

/// Rewrites JSON as Python's `json.loads` followed by `json.dumps` would: a space after commas and colons, everything
/// outside ASCII escaped, floating-point numbers as `repr` writes them.
public final class PythonJson {

    private final String in;
    private final StringBuilder out;
    private int at;

    private PythonJson(String in) {
        this.in = in;
        this.out = new StringBuilder(in.length() + in.length() / 8 + 16);
    }

    /// @param json well-formed, in UTF-8, without white space
    public static byte[] reformat(byte[] json) {
        var writer = new PythonJson(new String(json, StandardCharsets.UTF_8));
        while (writer.at < writer.in.length()) {
            writer.writeToken();
        }
        return writer.out.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private void writeToken() {
        char c = in.charAt(at);
        switch (c) {
            case '"' -> writeString();
            case ',', ':' -> {
                out.append(c).append(' ');
                at++;
            }
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> writeNumber();
            default -> {
                out.append(c);
                at++;
            }
        }
    }

    private void writeNumber() {
        int begin = at;
        while (at < in.length() && "0123456789+-.eE".indexOf(in.charAt(at)) >= 0) {
            at++;
        }
        out.append(PythonNumber.toPythonLiteral(in.substring(begin, at)));
    }

    private void writeString() {
        out.append('"');
        at++;
        while (in.charAt(at) != '"') {
            if (in.charAt(at) == '\\') {
                writeEscape();
            } else {
                writeUnit(in.charAt(at++));
            }
        }
        out.append('"');
        at++;
    }

    private void writeEscape() {
        char c = in.charAt(at + 1);
        at += 2;
        switch (c) {
            case 'b' -> writeUnit('\b');
            case 'f' -> writeUnit('\f');
            case 'n' -> writeUnit('\n');
            case 'r' -> writeUnit('\r');
            case 't' -> writeUnit('\t');
            case 'u' -> {
                writeUnit((char) Integer.parseInt(in, at, at + 4, 16));
                at += 4;
            }
            default -> writeUnit(c);
        }
    }

    private void writeUnit(char c) {
        if (c >= 0x7F) {
            JsonEscapes.appendUnicode(out, c);
        } else if (JsonEscapes.isRequired(c)) {
            JsonEscapes.append(out, c);
        } else {
            out.append(c);
        }
    }
}
