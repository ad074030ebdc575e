package dev.connectorproxy.spi;

import jakarta.json.JsonValue;
import java.util.Objects;
import java.util.Optional;

/// What an editor needs to draw a parameter well, beside what a call needs; published in the catalogue, never checked.
///
/// @param label the name for people; empty if the id says enough
/// @param format of the text, in the terms of JSON Schema and OpenAPI, such as `date-time`, `email`, `uri` or `binary`; empty for
///     any
/// @param group the heading under which an editor shows it; empty for none
/// @param secret whether an editor hides what is typed
/// @param example a value that would do
/// @param visibility how prominently to show it
public record ParameterDetails(
        String label,
        String format,
        String group,
        boolean secret,
        Optional<JsonValue> example,
        Visibility visibility) {

    /// Nothing beyond the parameter itself.
    public static final ParameterDetails NONE =
            new ParameterDetails("", "", "", false, Optional.empty(), Visibility.NORMAL);

    public ParameterDetails {
        Objects.requireNonNull(label, "label");
        Objects.requireNonNull(format, "format");
        Objects.requireNonNull(group, "group");
        Objects.requireNonNull(example, "example");
        Objects.requireNonNull(visibility, "visibility");
    }

    /// How prominently an editor shows a parameter: the words of `x-ms-visibility`, without `internal`, which is not
    /// published.
    public enum Visibility {
        IMPORTANT,
        NORMAL,
        ADVANCED
    }
}
