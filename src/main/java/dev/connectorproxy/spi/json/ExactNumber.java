package dev.connectorproxy.spi.json;

import jakarta.json.JsonNumber;
import java.math.BigDecimal;
import java.math.BigInteger;

/// A number that is written as it was read; otherwise like any other number of that value. Immutable.
///
/// @param text as it was read
record ExactNumber(JsonNumber number, String text) implements JsonNumber {
    @Override
    public ValueType getValueType() {
        return ValueType.NUMBER;
    }

    @Override
    public boolean isIntegral() {
        return number.isIntegral();
    }

    @Override
    public int intValue() {
        return number.intValue();
    }

    @Override
    public int intValueExact() {
        return number.intValueExact();
    }

    @Override
    public long longValue() {
        return number.longValue();
    }

    @Override
    public long longValueExact() {
        return number.longValueExact();
    }

    @Override
    public BigInteger bigIntegerValue() {
        return number.bigIntegerValue();
    }

    @Override
    public BigInteger bigIntegerValueExact() {
        return number.bigIntegerValueExact();
    }

    @Override
    public double doubleValue() {
        return number.doubleValue();
    }

    @Override
    public BigDecimal bigDecimalValue() {
        return number.bigDecimalValue();
    }

    @Override
    public Number numberValue() {
        return number.numberValue();
    }

    @Override
    public boolean equals(Object other) {
        return number.equals(other);
    }

    @Override
    public int hashCode() {
        return number.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
