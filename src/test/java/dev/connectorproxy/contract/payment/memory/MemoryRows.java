package dev.connectorproxy.contract.payment.memory;

import dev.connectorproxy.contract.payment.ProviderFixture.Expected;
import dev.connectorproxy.spi.payment.PaymentScheme;
import dev.connectorproxy.spi.payment.PaymentStatus;
import dev.connectorproxy.spi.payment.PaymentType;
import jakarta.json.JsonObject;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/// The rows of a [MemoryServer], as they are made and as they are to be read.
final class MemoryRows {
    static final LocalDateTime START = LocalDateTime.parse("2026-01-01T10:00:00");
    static final List<String> CURRENCIES = List.of("USD", "JPY", "BHD");
    private static final List<String> TYPES = List.of("in", "out", "move");
    private static final List<String> STATUSES = List.of("open", "done", "back");
    static final BigInteger HUGE = new BigInteger("123456789012345678901234567890");

    private MemoryRows() {}

    /// A row of any list: three types, statuses and currencies, and every third one is the child of the one before.
    static JsonObject row(String path, int number, LocalDateTime at, String currency) {
        var row =
                MemoryProvider.JSON
                        .createObjectBuilder()
                        .add("id", id(path, number))
                        .add("at", text(at))
                        .add("created", text(at.minusDays(1)))
                        .add("currency", currency)
                        .add(
                                "amount",
                                number == 1 ? HUGE : BigInteger.valueOf(1_005L * (number + 1)))
                        .add("rail", number % 2 == 0 ? "sepa" : "card")
                        .add("type", TYPES.get(number % 3))
                        .add("status", STATUSES.get(number / 2 % 3));
        if (number % 3 != 0) {
            row.add("from", "accounts-0");
        }
        if (number % 3 != 1) {
            row.add("to", "accounts-1");
        }
        return (number % 3 == 2 ? row.add("parent", id(path, number - 1)) : row).build();
    }

    static JsonObject balance(int number) {
        var row = row("/balances", number, START, CURRENCIES.get(number % CURRENCIES.size()));
        return MemoryProvider.JSON
                .createObjectBuilder(row)
                .add("amount", row.getJsonNumber("amount").bigIntegerValueExact().negate())
                .build();
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

    static Expected balance(JsonObject row) {
        return Expected.of(
                created(row), row.getJsonNumber("amount").bigIntegerValueExact(), asset(row));
    }

    static Expected payment(JsonObject row) {
        var type =
                switch (row.getString("type")) {
                    case "in" -> PaymentType.PAY_IN;
                    case "out" -> PaymentType.PAYOUT;
                    default -> PaymentType.TRANSFER;
                };
        var status =
                switch (row.getString("status")) {
                    case "open" -> PaymentStatus.PENDING;
                    case "done" -> PaymentStatus.SUCCEEDED;
                    default -> PaymentStatus.REFUNDED;
                };
        boolean sepa = row.getString("rail").equals("sepa");
        return balance(row)
                .as(type, status, sepa ? PaymentScheme.SEPA : PaymentScheme.OTHER)
                .between(
                        Optional.ofNullable(row.getString("from", null)),
                        Optional.ofNullable(row.getString("to", null)))
                .adjusting(row.getString("parent", ""));
    }

    static String asset(JsonObject row) {
        return switch (row.getString("currency")) {
            case "USD" -> "USD/2";
            case "JPY" -> "JPY";
            default -> "BHD/3";
        };
    }

    static Instant created(JsonObject row) {
        return LocalDateTime.parse(row.getString("created")).toInstant(ZoneOffset.UTC);
    }

    /// Sorted as text it is sorted by time.
    static String text(LocalDateTime at) {
        return at.format(DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss"));
    }
}
