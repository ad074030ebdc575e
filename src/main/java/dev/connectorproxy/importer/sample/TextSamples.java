package dev.connectorproxy.importer.sample;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// Texts that satisfy the keywords of a schema: `format`, `pattern`, `minLength` and `maxLength`.
final class TextSamples {
    private static final int MAX_LENGTH = 10_000;

    private TextSamples() {}

    /// Empty if none was found.
    static Optional<String> of(JsonObject schema) {
        int min = Keywords.bound(schema, "minLength", 0);
        int max = Keywords.bound(schema, "maxLength", Integer.MAX_VALUE);
        if (schema.get("pattern") instanceof JsonString pattern) {
            return PatternSample.of(pattern.getString(), min).filter(text -> text.length() <= max);
        }
        var text = ofFormat(schema.getString("format", ""));
        return text.isPresent() ? text : ofLength("text", min, max);
    }

    /// Whether the text satisfies `pattern`, `minLength` and `maxLength`.
    static boolean fits(String text, JsonObject schema) {
        return text.length() >= Keywords.bound(schema, "minLength", 0)
                && text.length() <= Keywords.bound(schema, "maxLength", Integer.MAX_VALUE)
                && (!(schema.get("pattern") instanceof JsonString pattern)
                        || isMatch(pattern.getString(), text));
    }

    static boolean isMatch(String pattern, String text) {
        try {
            return Pattern.compile(pattern).matcher(text).find();
        } catch (PatternSyntaxException _) {
            return false;
        }
    }

    private static Optional<String> ofLength(String text, int min, int max) {
        if (min > MAX_LENGTH) {
            return Optional.empty();
        }
        var padded = text.length() < min ? text + "x".repeat(min - text.length()) : text;
        return Optional.of(padded.substring(0, Math.min(padded.length(), max)));
    }

    private static Optional<String> ofFormat(String format) {
        return Optional.ofNullable(
                switch (format) {
                    case "date" -> "2026-01-31";
                    case "date-time", "datetime" -> "2026-01-31T12:30:00Z";
                    case "date-time-rfc1123" -> "Sat, 31 Jan 2026 12:30:00 GMT";
                    case "time" -> "12:30:00Z";
                    case "duration" -> "PT1H";
                    case "email", "idn-email" -> "someone@example.com";
                    case "uri", "url", "iri" -> "https://example.com/page";
                    case "uri-reference" -> "/page";
                    case "uuid", "guid" -> "3f2504e0-4f89-41d3-9a0c-0305e82c3301";
                    case "hostname", "idn-hostname" -> "example.com";
                    case "ipv4", "ip" -> "192.0.2.1";
                    case "ipv6" -> "2001:db8::1";
                    case "json-pointer" -> "/a/b";
                    case "regex" -> "[a-z]+";
                    case "byte" -> "c2FtcGxl";
                    case "binary", "file" -> FILE;
                    default -> null;
                });
    }

    /// A file as SpiffArena's file field holds it.
    static final String FILE = "data:text/plain;name=sample.txt;base64,c2FtcGxl";
}
