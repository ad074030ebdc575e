package dev.connectorproxy.contract.payment.memory;

import dev.connectorproxy.contract.payment.ProviderFixture.Expected;
import jakarta.json.JsonObject;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/// The rows of a [MemoryServer], as they are made and as they are to be read.
final class MemoryRows {
    static final LocalDateTime START = LocalDateTime.parse("2026-01-01T10:00:00");
    static final List<String> CURRENCIES = List.of("USD", "JPY", "BHD");
    static final BigInteger HUGE = new BigInteger("123456789012345678901234567890");

    private MemoryRows() {}

    static JsonObject row(String path, int number, LocalDateTime at, String currency) {
        return MemoryProvider.JSON
                .createObjectBuilder()
                .add("id", id(path, number))
                .add("at", text(at))
                .add("currency", currency)
                .add("amount", number == 1 ? HUGE : BigInteger.valueOf(1_005L * (number + 1)))
                .build();
    }

    static JsonObject balance(int number) {
        return row("/balances", number, START, CURRENCIES.get(number % CURRENCIES.size()));
    }

    static String paid(int account) {
        return "/accounts/" + id("/accounts", account) + "/payments";
    }

    static String id(String path, int number) {
        return path.substring(1).replace('/', '.') + "-" + number;
    }

    static String id(JsonObject row) {
        return row.getString("id");
    }

    static String balanceName(String path, JsonObject row) {
        return path.split("/")[2] + " " + asset(row);
    }

    static Expected money(JsonObject row) {
        return Expected.of(at(row), row.getJsonNumber("amount").bigIntegerValueExact(), asset(row));
    }

    static String asset(JsonObject row) {
        return switch (row.getString("currency")) {
            case "USD" -> "USD/2";
            case "JPY" -> "JPY";
            default -> "BHD/3";
        };
    }

    static Instant at(JsonObject row) {
        return LocalDateTime.parse(row.getString("at")).toInstant(ZoneOffset.UTC);
    }

    /// Sorted as text it is sorted by time.
    static String text(LocalDateTime at) {
        return at.format(DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss"));
    }
}
