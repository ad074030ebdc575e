package dev.connectorproxy.connector.postgres.sql;

import java.math.BigDecimal;

/// The type that PostgreSQL gives to a numeric literal, from the narrowest to the widest.
enum NumberType {
    INT4,
    INT8,
    NUMERIC;

    static NumberType of(BigDecimal number) {
        if (number.scale() != 0) {
            return NUMERIC;
        }
        int bits = number.unscaledValue().bitLength();
        if (bits < Integer.SIZE) {
            return INT4;
        }
        return bits < Long.SIZE ? INT8 : NUMERIC;
    }

    NumberType widest(NumberType other) {
        return compareTo(other) > 0 ? this : other;
    }
}
