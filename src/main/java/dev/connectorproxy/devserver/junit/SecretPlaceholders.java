package dev.connectorproxy.devserver.junit;

import dev.connectorproxy.secrets.SecretMask;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.util.Set;
import java.util.regex.Pattern;

/// Replaces the secrets of a configuration by texts of the same shape, for which most providers can be created.
///
/// @param names of the secret settings
/// @param mask finds secrets in other settings, such as the password in a URL
record SecretPlaceholders(Set<String> names, SecretMask mask) {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final Pattern ALPHABETIC = Pattern.compile("\\p{L}");
    private static final Pattern DIGIT = Pattern.compile("\\p{Nd}");

    JsonObject replacedIn(JsonObject config) {
        var json = JSON.createObjectBuilder();
        config.forEach((name, value) -> json.add(name, replaced(name, value)));
        return json.build();
    }

    private JsonValue replaced(String name, JsonValue value) {
        if (!(value instanceof JsonString text)) {
            return value;
        }
        if (names.contains(name)) {
            return JSON.createValue(shape(text.getString()));
        }
        var replaced = text.getString();
        for (var secret : mask.hiddenParts(replaced)) {
            replaced = replaced.replace(secret, shape(secret));
        }
        return JSON.createValue(replaced);
    }

    /// The text with `x` for each alphabetic character and `0` for each digit.
    static String shape(String secret) {
        return DIGIT.matcher(ALPHABETIC.matcher(secret).replaceAll("x")).replaceAll("0");
    }
}
