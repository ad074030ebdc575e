package dev.connectorproxy.devserver.schema;

import java.util.Arrays;
import java.util.regex.Pattern;

/// The formats of JSON Schema that strings are recognised to have.
enum StringFormat {
    DATE_TIME(
            "date-time",
            "[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9:.]{5,18}([Zz]|[+-][0-9]{2}:?[0-9]{2})"),
    DATE("date", "[0-9]{4}-[0-9]{2}-[0-9]{2}"),
    UUID("uuid", "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"),
    URI("uri", "https?://[^ ]{1,2000}"),
    EMAIL("email", "[^@ ]{1,64}@[^@ ]{1,255}");

    private final String text;
    private final Pattern pattern;

    StringFormat(String text, String pattern) {
        this.text = text;
        this.pattern = Pattern.compile(pattern);
    }

    /// The name of the format of a string; empty for none.
    static String of(String value) {
        return Arrays.stream(values())
                .filter(format -> format.pattern.matcher(value).matches())
                .map(format -> format.text)
                .findFirst()
                .orElse("");
    }
}
