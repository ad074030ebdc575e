package dev.connectorproxy.devserver.run;

import dev.connectorproxy.devserver.api.DevServerException;
import dev.connectorproxy.spi.payment.JsonFields;
import java.math.BigInteger;
import java.util.EnumMap;
import java.util.Map;

/// What ends a run before its list does.
enum RunCap {
    MAX_PAGES("maxPages", 1_000, 1_000_000),
    MAX_ROWS("maxRows", 100_000, 10_000_000),
    MAX_TASKS("maxTasks", 10_000, 50_000),
    /// Without the time for which a run is paused.
    MAX_SECONDS("maxSeconds", 600, 86_400);

    private final String field;
    private final int byDefault;
    private final int max;

    RunCap(String field, int byDefault, int max) {
        this.field = field;
        this.byDefault = byDefault;
        this.max = max;
    }

    /// Its field in requests and responses.
    String field() {
        return field;
    }

    /// The caps of a request.
    ///
    /// @throws DevServerException 400 when one is out of bounds
    static Map<RunCap, Integer> of(JsonFields fields) {
        var caps = new EnumMap<RunCap, Integer>(RunCap.class);
        for (var cap : values()) {
            caps.put(cap, number(fields, cap.field, cap.byDefault, 1, cap.max));
        }
        return Map.copyOf(caps);
    }

    /// A number of a request.
    ///
    /// @throws DevServerException 400 when it is out of bounds
    static int number(JsonFields fields, String field, int byDefault, int min, int max) {
        var number = fields.integer(field).orElse(BigInteger.valueOf(byDefault));
        if (number.compareTo(BigInteger.valueOf(min)) < 0
                || number.compareTo(BigInteger.valueOf(max)) > 0) {
            throw DevServerException.badRequest(
                    "invalid " + field, "it must be %d to %d".formatted(min, max));
        }
        return number.intValueExact();
    }
}
