package dev.connectorproxy.proxy;

import dev.connectorproxy.spi.JsonText;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/// The body of a call as the caller sent it.
sealed interface Sent {

    /// Of a call whose body was not read.
    Sent NOTHING = new Form(new byte[0]);

    byte[] bytes();

    /// The body less the field of that name, everything else as it was sent.
    byte[] without(String field);

    String mediaType();

    /// @param text the bytes, known to be a JSON object
    record Json(byte[] bytes, JsonText text) implements Sent {
        @Override
        public byte[] without(String field) {
            return text.without(field);
        }

        @Override
        public String mediaType() {
            return RequestReader.JSON;
        }
    }

    record Form(byte[] bytes) implements Sent {
        @Override
        public byte[] without(String field) {
            return Arrays.stream(new String(bytes, StandardCharsets.ISO_8859_1).split("&"))
                    .filter(it -> !name(it).equals(field))
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
