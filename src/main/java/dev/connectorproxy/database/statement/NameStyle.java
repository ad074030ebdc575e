package dev.connectorproxy.database.statement;

import java.util.Objects;

/// How a database reads and quotes names.
///
/// @param open the quotation mark before a name
/// @param close the one after it, doubled inside the name
/// @param unquoted what becomes of a name that was not quoted
public record NameStyle(char open, char close, Case unquoted) {

    /// What becomes of the case of a name that was not quoted.
    public enum Case {
        /// They become lower case, and the name is quoted.
        LOWER,
        /// They become upper case, and the name is quoted.
        UPPER,
        /// They stay, and the name is quoted.
        KEPT,
        /// They stay and the name is not quoted if it has only A to Z, digits and `_`, so that the server decides.
        UNQUOTED
    }

    public NameStyle {
        Objects.requireNonNull(unquoted, "unquoted");
    }

    /// Double quotation marks, as in the standard.
    public static NameStyle standard(Case unquoted) {
        return new NameStyle('"', '"', unquoted);
    }

    String quote(String name) {
        return open + name.replace(String.valueOf(close), "" + close + close) + close;
    }

    /// Quotes a name that was not quoted.
    String quoteBare(String name) {
        return unquoted == Case.UNQUOTED && name.matches("[A-Za-z_][A-Za-z0-9_]*")
                ? name
                : quote(fold(name));
    }

    /// The name in the case that the server gives to it, if it was not quoted.
    String fold(String name) {
        return switch (unquoted) {
            case LOWER -> map(name, 'A', 'Z', 32);
            case UPPER -> map(name, 'a', 'z', -32);
            case KEPT, UNQUOTED -> name;
        };
    }

    private static String map(String name, char first, char last, int difference) {
        var mapped = new StringBuilder(name);
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c >= first && c <= last) {
                mapped.setCharAt(i, (char) (c + difference));
            }
        }
        return mapped.toString();
    }
}
