package dev.connectorproxy.spi;

import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
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
    private static final JsonProvider JSON = JsonProvider.provider();

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

    /// Details with a name for people.
    public static ParameterDetails ofLabel(String label) {
        return new ParameterDetails(
                label, NONE.format, NONE.group, false, NONE.example, NONE.visibility);
    }

    /// The same details with the format of the text.
    public ParameterDetails withFormat(String newFormat) {
        return new ParameterDetails(label, newFormat, group, secret, example, visibility);
    }

    /// The same details under this heading.
    public ParameterDetails inGroup(String newGroup) {
        return new ParameterDetails(label, format, newGroup, secret, example, visibility);
    }

    /// The same details, of a value that an editor hides.
    public ParameterDetails asSecret() {
        return new ParameterDetails(label, format, group, true, example, visibility);
    }

    /// The same details with a value that would do.
    public ParameterDetails withExample(JsonValue value) {
        return new ParameterDetails(label, format, group, secret, Optional.of(value), visibility);
    }

    /// The same details with a text that would do.
    public ParameterDetails withExample(String text) {
        return withExample(JSON.createValue(text));
    }

    /// The same details, shown as prominently.
    public ParameterDetails as(Visibility newVisibility) {
        return new ParameterDetails(label, format, group, secret, example, newVisibility);
    }

    /// How prominently an editor shows a parameter: the words of `x-ms-visibility`, without `internal`, which is not
    /// published.
    public enum Visibility {
        IMPORTANT,
        NORMAL,
        ADVANCED
    }
}
