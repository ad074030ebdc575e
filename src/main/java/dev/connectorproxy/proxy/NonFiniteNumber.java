package dev.connectorproxy.proxy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Finds `NaN` and `Infinity` in a text that is not JSON: Python's `json` writes them, RFC 8259 forbids them. Not
/// thread-safe.
final class NonFiniteNumber {
    private static final int MAX_PATH_LENGTH = 200;

    private final byte[] in;
    private final List<Place> places =
            new ArrayList<>(); // from the outermost container to the innermost
    private int at;

    /// The current place in a container.
    private static final class Place {
        private final boolean object;
        private String name = "";
        private int index;

        private Place(boolean object) {
            this.object = object;
        }

        @Override
        public String toString() {
            return object ? "." + name : "[" + index + "]";
        }
    }

    private NonFiniteNumber(byte[] in) {
        this.in = in;
    }

    /// The first such number with its place, such as `NaN at 'items[2].price'`.
    static Optional<String> find(byte[] text) {
        return new NonFiniteNumber(text).find();
    }

    private Optional<String> find() {
        while (at < in.length) {
            switch (in[at]) {
                case '"' -> readString();
                case '{', '[' -> places.add(new Place(in[at] == '{'));
                case '}', ']' -> close();
                case ',' -> next();
                case 'N', 'I' -> {
                    var word = word();
                    if (word.equals("NaN") || word.equals("Infinity")) {
                        return Optional.of(word + " at '" + path() + "'");
                    }
                }
                default -> {}
            }
            at++;
        }
        return Optional.empty();
    }

    /// Of an object's strings the last one before a number is its name.
    private void readString() {
        int begin = ++at;
        while (at < in.length && in[at] != '"') {
            at += in[at] == '\\' ? 2 : 1;
        }
        if (!places.isEmpty() && places.getLast().object && at < in.length) {
            places.getLast().name = new String(in, begin, at - begin, StandardCharsets.UTF_8);
        }
    }

    private void next() {
        if (!places.isEmpty()) {
            places.getLast().index++;
        }
    }

    private void close() {
        if (!places.isEmpty()) {
            places.removeLast();
        }
    }

    private String word() {
        int end = at;
        while (end < in.length && Character.isAlphabetic(in[end])) {
            end++;
        }
        return new String(in, at, end - at, StandardCharsets.US_ASCII);
    }

    private String path() {
        var path =
                places.stream()
                        .map(Place::toString)
                        .collect(Collectors.joining())
                        .replaceFirst("^\\.", "");
        return path.length() <= MAX_PATH_LENGTH ? path : path.substring(0, MAX_PATH_LENGTH) + "…";
    }
}
