package dev.connectorproxy.provider.generic;

import jakarta.json.JsonObject;
import jakarta.json.spi.JsonProvider;
import java.math.BigInteger;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;

/// Makes the rows of a [GenericPsp] from a seed: bursts of rows that share a timestamp, with and without fractions of a
/// second, amounts beyond 2^63, currencies of zero to three and eighteen decimals, unicode, absent and empty fields.
final class PspRows {
    private static final JsonProvider JSON = JsonProvider.provider();
    static final List<String> CURRENCIES =
            List.of("USD/2", "JPY", "BHD/3", "COIN", "ETH/18", "EUR/2", "CLF/4");
    static final List<String> TYPES = List.of("PAYIN", "PAYOUT", "TRANSFER", "OTHER");
    static final List<String> STATUSES =
            List.of(
                    "PENDING",
                    "SUCCEEDED",
                    "FAILED",
                    "CANCELLED",
                    "EXPIRED",
                    "REFUNDED",
                    "REFUNDED_FAILURE",
                    "REFUND_REVERSED",
                    "DISPUTE",
                    "DISPUTE_WON",
                    "DISPUTE_LOST",
                    "AUTHORISATION",
                    "CAPTURE",
                    "CAPTURE_FAILED",
                    "OTHER");
    private static final Instant FIRST = Instant.parse("2024-12-31T23:59:58Z");
    private static final List<String> NAMES =
            List.of(
                    "Zo\u00eb & <S\u00f8n>",
                    "\u6771\u4eac\u652f\u5e97",
                    "\ud83d\udcb6 \"q\" \\",
                    "\u0645\u0627\u0644",
                    "Plain");

    private final Random random;
    private Instant time = FIRST;
    private int left = 3; // so that even the shortest list begins with a burst

    PspRows(long seed) {
        this.random = new Random(seed);
    }

    /// The time of the next row: the same as before within a burst.
    Instant next() {
        if (left > 0) {
            left--;
            return time;
        }
        left = random.nextInt(12) == 0 ? random.nextInt(150) : random.nextInt(3);
        time = time.plusNanos(1 + random.nextLong(3_000_000_000L));
        if (random.nextBoolean()) {
            time = Instant.ofEpochSecond(time.getEpochSecond() + 1);
        }
        return time;
    }

    JsonObject account(int number) {
        var row =
                JSON.createObjectBuilder()
                        .add("id", "acc/" + number + " \u00e4?#%")
                        .add("accountName", name())
                        .add("createdAt", text(next()));
        switch (random.nextInt(3)) {
            case 0 -> row.addNull("metadata");
            case 1 -> row.add("metadata", JSON.createObjectBuilder().add("k\u00e9y", name()));
            default -> {}
        }
        return row.build();
    }

    JsonObject beneficiary(int number) {
        return JSON.createObjectBuilder()
                .add("id", "ben-" + number)
                .add("ownerName", name())
                .add("createdAt", text(next()))
                .build();
    }

    JsonObject transaction(int number) {
        var updated = next();
        var row =
                JSON.createObjectBuilder()
                        .add("id", id(number))
                        .add("createdAt", text(updated.minusSeconds(random.nextInt(9_000))))
                        .add("updatedAt", text(updated))
                        .add("currency", one(CURRENCIES))
                        .add("scheme", "SEPA")
                        .add("type", one(TYPES))
                        .add("status", one(STATUSES))
                        .add("amount", amount(number).toString());
        if (random.nextBoolean()) {
            row.add("sourceAccountID", "acc-" + random.nextInt(9));
        }
        if (random.nextBoolean()) {
            row.add("destinationAccountID", "acc-" + random.nextInt(9));
        }
        if (random.nextInt(9) == 0) {
            row.add("relatedTransactionID", id(random.nextInt(number + 1)));
        }
        if (random.nextInt(5) == 0) {
            row.add("metadata", JSON.createObjectBuilder().add("note", name()).addNull("gone"));
        }
        return row.build();
    }

    JsonObject balances(String account, Instant at) {
        var balances = JSON.createArrayBuilder();
        for (int i = 0; i < CURRENCIES.size(); i++) {
            balances.add(
                    JSON.createObjectBuilder()
                            .add("amount", amount(i).negate().toString())
                            .add("currency", CURRENCIES.get(i)));
        }
        return JSON.createObjectBuilder()
                .add("id", "bal-" + account)
                .add("accountID", account)
                .add("at", text(at))
                .add("balances", balances)
                .build();
    }

    static String id(int number) {
        return "tx-" + number;
    }

    static int number(String id) {
        return Integer.parseInt(id.substring(3));
    }

    /// Every seventh is beyond 2^63.
    private BigInteger amount(int number) {
        return number % 7 == 4
                ? BigInteger.TWO.pow(63 + random.nextInt(60)).add(BigInteger.valueOf(number))
                : BigInteger.valueOf(random.nextInt(1_000_000));
    }

    private String name() {
        return one(NAMES);
    }

    private String one(List<String> texts) {
        return texts.get(random.nextInt(texts.size()));
    }

    /// The same time as different servers write it.
    private String text(Instant at) {
        return switch (random.nextInt(3)) {
            case 0 -> at.atOffset(ZoneOffset.ofHoursMinutes(5, 30)).toString();
            case 1 -> at.atOffset(ZoneOffset.ofHours(-8)).toString();
            default -> at.toString();
        };
    }
}
