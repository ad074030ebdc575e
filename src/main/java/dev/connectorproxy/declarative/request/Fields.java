package dev.connectorproxy.declarative.request;

import dev.connectorproxy.openapi.OperationParameter.Style;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.Map;

/// Writes pairs `name=value` for the query, cookies and forms in the styles form, spaceDelimited, pipeDelimited, tabDelimited and
/// deepObject (OpenAPI 3.1, section 4.8.12.6). Empty lists and objects are left out. Used by one thread.
///
/// deepObject: `a[b][c]=1` for nested objects, `a[]=1&a[]=2` for lists of scalars, and `a[0][b]=1` for other lists, as Stripe, PHP
/// and the JavaScript library qs read them. Brackets are escaped. A delimited style with explode is the style form.
final class Fields {
    private final StringBuilder out;
    private final String separator;
    private final int start;

    /// @param out where pairs are appended
    /// @param separator between pairs
    Fields(StringBuilder out, String separator) {
        this.out = out;
        this.separator = separator;
        this.start = out.length();
    }

    /// How a value is written.
    ///
    /// @param name escaped
    /// @param label for error messages
    record Format(String name, String label, Style style, boolean explode, Escaping escaping) {
        private StyledValue styled(JsonValue value) {
            return StyledValue.of(label, value, escaping::apply);
        }
    }

    /// Appends the pairs of one value.
    void add(Format format, JsonValue value) {
        if (format.style() == Style.DEEP_OBJECT
                && (value instanceof JsonObject || value instanceof JsonArray)) {
            addDeep(format, format.name(), value);
            return;
        }
        switch (format.styled(value)) {
            case StyledValue.Text(var text) -> addPair(format.name(), text);
            case StyledValue.Elements(var texts) when format.explode() ->
                    texts.forEach(text -> addPair(format.name(), text));
            case StyledValue.Members(var texts) when format.explode() ->
                    texts.forEach(this::addPair);
            case StyledValue.Elements(var texts) -> {
                if (!texts.isEmpty()) {
                    addPair(format.name(), String.join(delimiter(format.style()), texts));
                }
            }
            case StyledValue.Members(var texts) -> {
                if (!texts.isEmpty()) {
                    addPair(format.name(), joined(texts, delimiter(format.style())));
                }
            }
        }
    }

    /// Appends one pair.
    ///
    /// @param name escaped
    /// @param value escaped
    void addPair(String name, String value) {
        if (out.length() > start) {
            out.append(separator);
        }
        out.append(name).append('=').append(value);
    }

    private void addDeep(Format format, String name, JsonValue value) {
        switch (value) {
            case JsonObject object ->
                    object.forEach((key, member) ->
                            addDeep(
                                    format,
                                    bracketed(
                                            name,
                                            Escaping.NAME.apply(
                                                    StyledValue.checked(format.label(), key))),
                                    member));
            case JsonArray array -> {
                boolean scalars = array.stream().noneMatch(Fields::isCompound);
                for (int i = 0; i < array.size(); i++) {
                    addDeep(
                            format,
                            bracketed(name, scalars ? "" : Integer.toString(i)),
                            array.get(i));
                }
            }
            default -> {
                if (value != JsonValue.NULL) {
                    addPair(name, format.escaping().apply(StyledValue.text(format.label(), value)));
                }
            }
        }
    }

    private static String bracketed(String name, String key) {
        return name + "%5B" + key + "%5D";
    }

    private static boolean isCompound(JsonValue value) {
        return value instanceof JsonArray || value instanceof JsonObject;
    }

    private static String joined(Map<String, String> texts, String delimiter) {
        var all = new ArrayList<String>();
        texts.forEach((name, value) -> {
            all.add(name);
            all.add(value);
        });
        return String.join(delimiter, all);
    }

    private static String delimiter(Style style) {
        return switch (style) {
            case SPACE_DELIMITED -> "%20";
            case PIPE_DELIMITED -> "%7C";
            case TAB_DELIMITED -> "%09";
            default -> ",";
        };
    }
}
