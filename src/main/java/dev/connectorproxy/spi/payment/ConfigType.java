package dev.connectorproxy.spi.payment;

/// The type of a configuration field.
public enum ConfigType {
    STRING("string"),
    /// A string that is never displayed.
    SECRET("string"),
    BOOLEAN("boolean"),
    /// An integer; may be negative.
    INTEGER("integer"),
    /// An integer that is not negative.
    UNSIGNED("unsigned integer"),
    /// `90s`, `2m`, `1h30m`, `PT2M`, or a number of nanoseconds; longer than zero.
    DURATION("duration ns"),
    /// An absolute http or https URL without user, query and fragment.
    URL("string");

    private final String dataType;

    ConfigType(String dataType) {
        this.dataType = dataType;
    }

    /// The `dataType` in the JSON of the schema.
    public String dataType() {
        return dataType;
    }
}
