package dev.connectorproxy.proxy;

import dev.connectorproxy.spi.JsonText;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// The body of a call as the caller sent it.
sealed interface Sent {

    /// Of a call whose body was not read.
    Sent NOTHING = new Form(new byte[0]);

    byte[] bytes();

    /// Deeper than any body that was read.
    int DEEPEST = 1_000;

    /// The body less the fields of these names, everything else as it was sent.
    byte[] without(List<String> fields);

    String mediaType();

    /// @param text the bytes, known to be a JSON object
    record Json(byte[] bytes, JsonText text) implements Sent {
        @Override
        public byte[] without(List<String> fields) {
            byte[] left = bytes;
            for (var field : fields) {
                var whole = left == bytes ? text : JsonText.of(left, DEEPEST).orElseThrow();
                left = whole.without(field);
            }
            return left;
        }

        @Override
        public String mediaType() {
            return RequestReader.JSON;
        }
    }

    record Form(byte[] bytes) implements Sent {
        @Override
        public byte[] without(List<String> fields) {
            return Arrays.stream(new String(bytes, StandardCharsets.ISO_8859_1).split("&"))
                    .filter(it -> !fields.contains(name(it)))
                    .collect(Collectors.joining("&"))
                    .getBytes(StandardCharsets.ISO_8859_1);
        }

        @Override
        public String mediaType() {
            return RequestReader.FORM;
        }

        private static String name(String field) {
            int equals = field.indexOf('=');
            return decode(equals < 0 ? field : field.substring(0, equals));
        }
    }

    /// The text of a form's name or value; one that is not well encoded stays as it is.
    static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            return text;
        }
    }
}
