package dev.connectorproxy.spi;

import jakarta.json.JsonString;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// A walk over the members of a JSON object that is known to be well-formed, without reading their values.
final class JsonWalk {
    private final byte[] in;
    private int at;

    /// @param at where the object begins
    JsonWalk(byte[] in, int at) {
        this.in = in;
        this.at = at;
    }

    Map<String, JsonText> members() {
        var members = new LinkedHashMap<String, JsonText>();
        at++;
        while (next() != '}') {
            int name = at;
            string();
            var key = name(name, at);
            next(); // the colon
            at++;
            next();
            int value = at;
            value();
            members.put(key, new JsonText(in, value, at));
            if (next() == ',') {
                at++;
            }
        }
        return members;
    }

    private String name(int from, int to) {
        for (var i = from; i < to; i++) {
            if (in[i] == '\\') {
                return ((JsonString) new JsonText(in, from, to).value()).getString();
            }
        }
        return new String(in, from + 1, to - from - 2, StandardCharsets.UTF_8);
    }

    private void value() {
        int depth = 0;
        do {
            switch (in[at]) {
                case '"' -> string();
                case '{', '[' -> {
                    depth++;
                    at++;
                }
                case '}', ']' -> {
                    depth--;
                    at++;
                }
                case ',', ':', ' ', '\n', '\r', '\t' -> at++;
                default -> word();
            }
        } while (depth > 0);
    }

    private void string() {
        int read = at + 1;
        while (in[read] != '"') {
            read += in[read] == '\\' ? 2 : 1;
        }
        at = read + 1;
    }

    /// A number, `true`, `false` or `null`.
    private void word() {
        int read = at;
        while (in[read] > ' ' && in[read] != ',' && in[read] != '}' && in[read] != ']') {
            read++;
        }
        at = read;
    }

    private byte next() {
        while (in[at] <= ' ') {
            at++;
        }
        return in[at];
    }
}
