package dev.connectorproxy.spi;

/// The type of a parameter, as the connector proxy protocol 1.0.0 names it.
public enum ParameterType {
    /// A JSON string.
    STR("str"),
    /// A JSON string, or a number, which stands for the text it is written as; for commands whose callers send both. On the
    /// wire it is a `str`.
    TEXTUAL("str"),
    /// A JSON number without a fraction.
    INT("int"),
    /// A whole number, or a string of digits that is one; for commands whose callers send both. On the wire it is an `int`.
    NUMERIC("int"),
    /// `true` or `false`.
    BOOL("bool"),
    /// A flag that takes any JSON value and judges it as Python does: `null`, `false`, `0`, `""`, `[]` and `{}` are false,
    /// so the string `"false"` is true. On the wire it is a `bool`; for commands whose callers rely on it.
    TRUTHY("bool"),
    /// A number that takes any JSON value, and counts as missing where it is none the command can use. On the wire it is an
    /// `int`; for commands whose callers rely on it.
    LENIENT_INT("int"),
    /// Any JSON value.
    ANY("any");

    private final String wireName;

    ParameterType(String wireName) {
        this.wireName = wireName;
    }

    /// `str`, `int`, `bool` or `any`.
    public String wireName() {
        return wireName;
    }
}
