package dev.connectorproxy.devserver.rows;

import dev.connectorproxy.spi.JsonText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The elements of a JSON array, each as it stands in the text: a tree of a page costs more than all else that is done
/// with it.
final class JsonElements {
    private final byte[] in;
    private final List<byte[]> elements = new ArrayList<>();

    private JsonElements(byte[] in) {
        this.in = in;
    }

    static List<byte[]> of(JsonText array) {
        var bytes = new ByteArrayOutputStream(array.length());
        try {
            array.writeTo(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("in memory", e);
        }
        var elements = new JsonElements(bytes.toByteArray());
        elements.split();
        return elements.elements;
    }

    private void split() {
        int depth = 0;
        int begin = 1;
        for (int at = 0; at < in.length; at++) {
            switch (in[at]) {
                case '"' -> at = endOfString(at);
                case '[', '{' -> depth++;
                case ']', '}' -> depth--;
                default -> {
                    if (in[at] == ',' && depth == 1) {
                        elements.add(Arrays.copyOfRange(in, begin, at));
                        begin = at + 1;
                    }
                }
            }
        }
        if (in.length > "[]".length()) {
            elements.add(Arrays.copyOfRange(in, begin, in.length - 1));
        }
    }

    private int endOfString(int quote) {
        int at = quote + 1;
        while (in[at] != '"') {
            at += in[at] == '\\' ? 2 : 1;
        }
        return at;
    }
}
