package dev.connectorproxy.spi;

/// The type of a parameter; its protocol name is the one in the connector proxy protocol 1.0.0.
public enum ParameterType {
    /// A JSON string.
    STR("str"),
    /// A JSON string, or a number, which is read as its text; for commands whose callers send both. In the protocol it
    /// is a `str`.
    TEXTUAL("str"),
    /// A JSON string, or a list of strings, also as JSON text; for commands whose callers send both. A required one may be missing: the
    /// command itself checks that there is a value where it needs one. In the protocol it is a `str`.
    TEXT_LIST("str"),
    /// A JSON number without a fraction, or a text that is one: engines insert secrets as texts.
    INT("int"),
    /// A JSON number without a fraction, however large, or a text that is one: for identifiers that may exceed 32 bits.
    INTEGER("int"),
    /// A whole number, or a string of digits that is one; for commands whose callers send both. In the protocol it is
    /// an `int`.
    NUMERIC("int"),
    /// `true` or `false`, or a text that is one of them, also as Python writes them.
    BOOL("bool"),
    /// Any JSON value, read as a flag with Python's truth value rules: `null`, `false`, `0`, `""`, `[]` and `{}` are
    /// false, so the string `"false"` is true; for commands whose callers rely on it. In the protocol it is a `bool`.
    TRUTHY("bool"),
    /// Any JSON value, treated as missing if it is not a number that the command can use; for commands whose callers
    /// rely on it. In the protocol it is an `int`.
    LENIENT_INT("int"),
    /// An object or a list, or a text that is one in JSON; the command judges other values. In the protocol it is an `any`.
    STRUCTURED("any"),
    /// Any JSON value.
    ANY("any");

    private final String protocolName;

    ParameterType(String protocolName) {
        this.protocolName = protocolName;
    }

    /// `str`, `int`, `bool` or `any`.
    public String protocolName() {
        return protocolName;
    }
}
