package dev.connectorproxy.spi;

import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;

/// A value that whoever sets up a connector enters once, instead of each author of a diagram: credentials, mostly. A front end
/// stores it as a secret of its own; the proxy itself neither stores nor reads it.
///
/// @param id unique within its connector
/// @param secretKey the name under which a front end stores it: letters, digits and `_`
/// @param label the name for people
/// @param password whether an editor hides what is typed
/// @param required whether the connector cannot be used without it
/// @param format `url`, `email`, `port` (1 to 65535) or `number`; empty for any text
/// @param minLength in characters, of the text without spaces at its ends
/// @param maxLength likewise
/// @param helpText one sentence, such as where to find the value; empty for none
/// @param parameter the id of the parameter that it fills, in every command of the connector that has it; empty for none
public record SetupField(
        String id,
        String secretKey,
        String label,
        boolean password,
        boolean required,
        String format,
        OptionalInt minLength,
        OptionalInt maxLength,
        String helpText,
        String parameter) {
    private static final Set<String> FORMATS = Set.of("", "url", "email", "port", "number");

    public SetupField {
        Objects.requireNonNull(label, "label");
        Objects.requireNonNull(minLength, "minLength");
        Objects.requireNonNull(maxLength, "maxLength");
        Objects.requireNonNull(helpText, "helpText");
        Objects.requireNonNull(parameter, "parameter");
        if (id.isBlank() || !secretKey.matches("\\w+") || !FORMATS.contains(format)) {
            throw new IllegalArgumentException(
                    "not a field: %s, %s, %s".formatted(id, secretKey, format));
        }
    }

    /// A required text.
    public static SetupField text(String id, String secretKey, String label) {
        return required(id, secretKey, label, false);
    }

    /// A required text that an editor hides.
    public static SetupField password(String id, String secretKey, String label) {
        return required(id, secretKey, label, true);
    }

    private static SetupField required(
            String id, String secretKey, String label, boolean password) {
        var any = OptionalInt.empty();
        return new SetupField(id, secretKey, label, password, true, "", any, any, "", "");
    }

    /// The same field, which may stay empty.
    public SetupField asOptional() {
        return new SetupField(
                id, secretKey, label, password, false, format, minLength, maxLength, helpText,
                parameter);
    }

    /// The same field, for texts of this format only.
    public SetupField withFormat(String newFormat) {
        return new SetupField(
                id, secretKey, label, password, required, newFormat, minLength, maxLength, helpText,
                parameter);
    }

    /// The same field, for texts of such a length only.
    public SetupField withLength(int min, int max) {
        return new SetupField(
                id,
                secretKey,
                label,
                password,
                required,
                format,
                OptionalInt.of(min),
                OptionalInt.of(max),
                helpText,
                parameter);
    }

    /// The same field with a help text.
    public SetupField withHelp(String text) {
        return new SetupField(
                id, secretKey, label, password, required, format, minLength, maxLength, text,
                parameter);
    }

    /// The same field, which fills this parameter.
    public SetupField filling(String parameterId) {
        return new SetupField(
                id,
                secretKey,
                label,
                password,
                required,
                format,
                minLength,
                maxLength,
                helpText,
                parameterId);
    }
}
