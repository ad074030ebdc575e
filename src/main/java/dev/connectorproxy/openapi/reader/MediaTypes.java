package dev.connectorproxy.openapi.reader;

import jakarta.json.JsonObject;
import jakarta.json.spi.JsonProvider;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Media types as descriptions write them.
final class MediaTypes {
    private static final JsonProvider JSON = JsonProvider.provider();
    static final String JSON_TYPE = "application/json";
    static final String FORM = "application/x-www-form-urlencoded";
    static final String MULTIPART = "multipart/form-data";

    /// Of bytes that have no structure here.
    static final JsonObject BINARY =
            JSON.createObjectBuilder().add("type", "string").add("format", "binary").build();

    private static final Pattern MEDIA_TYPE =
            Pattern.compile("[\\w!#$&^.+*-]+/[\\w!#$&^.+*-]+(?:\\s*;[^\\r\\n,]*)?");
    private static final Pattern BYTES =
            Pattern.compile(
                    "(?:image|audio|video|font)/.*|application/(?:octet-stream|pdf|zip|gzip)");

    private MediaTypes() {}

    /// The media type, if it is one.
    static Optional<String> of(String text) {
        var type = text.strip();
        return MEDIA_TYPE.matcher(type).matches() ? Optional.of(type) : Optional.empty();
    }

    /// The media types of a list, in which one text may have several with commas between.
    static List<String> of(List<String> texts) {
        return texts.stream()
                .flatMap(it -> Stream.of(it.split(",")))
                .flatMap(it -> of(it).stream())
                .distinct()
                .toList();
    }

    /// Whether a body without a schema is bytes.
    static boolean isBinary(String type) {
        return BYTES.matcher(type.toLowerCase(Locale.ROOT)).matches();
    }

    /// Whether it is a form of that kind.
    static boolean is(String type, String other) {
        return type.toLowerCase(Locale.ROOT).startsWith(other);
    }
}
