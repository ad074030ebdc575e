package dev.connectorproxy.spi.payment;

/// The type of a configuration field.
public enum ConfigType {
    STRING("string"),
    /// A string that is never shown.
    SECRET("string"),
    BOOLEAN("boolean"),
    /// A whole number, which may be negative.
    INTEGER("integer"),
    /// A whole number from zero.
    UNSIGNED("unsigned integer"),
    /// `90s`, `2m`, `1h30m`, `PT2M`, or a number of nanoseconds; longer than zero.
    DURATION("duration ns"),
    /// An absolute http or https URL without user, query and fragment.
    URL("string");

    private final String dataType;

    ConfigType(String dataType) {
        this.dataType = dataType;
    }

    /// The `dataType` on the wire.
    public String dataType() {
        return dataType;
    }
}
