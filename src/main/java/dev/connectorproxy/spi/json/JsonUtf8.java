package dev.connectorproxy.spi.json;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/// JSON texts in UTF-8.
public final class JsonUtf8 {
    private static final Pattern UNPAIRED = Pattern.compile("[\\ud800-\\udfff]");

    private JsonUtf8() {}

    /// The bytes of a JSON text. An unpaired surrogate, which only a string can hold and UTF-8 cannot encode, becomes an
    /// escape; [String#getBytes] would make a question mark of it.
    public static byte[] of(String json) {
        for (int i = 0; i < json.length(); i++) {
            if (Character.isSurrogate(json.charAt(i))) {
                return escaped(json).getBytes(StandardCharsets.UTF_8);
            }
        }
        return json.getBytes(StandardCharsets.UTF_8);
    }

    private static String escaped(String json) {
        return UNPAIRED.matcher(json)
                .replaceAll(found -> "\\\\u%04x".formatted((int) found.group().charAt(0)));
    }
}
