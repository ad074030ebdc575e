package dev.connectorproxy.proxy;

import dev.connectorproxy.catalogue.ArgumentsJson;
import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.JsonText;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// The body of a call as the caller sent it.
sealed interface RequestPayload {

    /// The payload of a call whose body was not read.
    RequestPayload EMPTY = new Form(new byte[0]);

    byte[] bytes();

    /// Exceeds the depth of every body that was accepted.
    int MAX_DEPTH = 1_000;

    /// The body without the fields of these names, otherwise byte for byte.
    byte[] without(List<String> fields);

    String mediaType();

    /// @param text the bytes, known to be a JSON object
    record Json(byte[] bytes, JsonText text) implements RequestPayload {
        @Override
        public byte[] without(List<String> fields) {
            byte[] remaining = bytes;
            for (var field : fields) {
                var whole =
                        remaining == bytes ? text : JsonText.of(remaining, MAX_DEPTH).orElseThrow();
                remaining = whole.without(field);
            }
            return remaining;
        }

        @Override
        public String mediaType() {
            return CallBodyReader.JSON;
        }
    }

    record Form(byte[] bytes) implements RequestPayload {
        @Override
        public byte[] without(List<String> fields) {
            return Arrays.stream(new String(bytes, StandardCharsets.ISO_8859_1).split("&"))
                    .filter(field -> !fields.contains(name(field)))
                    .collect(Collectors.joining("&"))
                    .getBytes(StandardCharsets.ISO_8859_1);
        }

        @Override
        public String mediaType() {
            return CallBodyReader.FORM;
        }

        private static String name(String field) {
            int equals = field.indexOf('=');
            return decode(equals < 0 ? field : field.substring(0, equals));
        }
    }

    /// The arguments of a call that was stored after its body was read.
    record Stored(Arguments arguments) implements RequestPayload {
        @Override
        public byte[] bytes() {
            return EMPTY.bytes();
        }

        /// Stored arguments have no such fields.
        @Override
        public byte[] without(List<String> fields) {
            return ArgumentsJson.of(arguments);
        }

        @Override
        public String mediaType() {
            return CallBodyReader.JSON;
        }
    }

    /// Decodes a name or value of a form; malformed percent-encoding is returned unchanged.
    static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            return text;
        }
    }
}
