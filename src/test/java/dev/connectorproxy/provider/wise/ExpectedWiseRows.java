package dev.connectorproxy.provider.wise;

import dev.connectorproxy.contract.payment.ProviderContract;
import dev.connectorproxy.contract.payment.ProviderFixture.Expected;
import dev.connectorproxy.spi.payment.PaymentScheme;
import dev.connectorproxy.spi.payment.PaymentStatus;
import dev.connectorproxy.spi.payment.PaymentType;
import dev.connectorproxy.spi.payment.Task;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What the rows of [WiseData] are to be read as.
record ExpectedWiseRows(WiseData data) {
    private static final Map<String, Integer> DECIMALS =
            Map.of("JPY", 0, "EUR", 2, "USD", 2, "GBP", 2, "IDR", 2, "PLN", 2, "HUF", 2, "KWD", 3);
    private static final Map<String, PaymentStatus> STATUSES =
            Map.of(
                    "incoming_payment_waiting", PaymentStatus.PENDING,
                    "incoming_payment_initiated", PaymentStatus.PENDING,
                    "processing", PaymentStatus.PENDING,
                    "funds_converted", PaymentStatus.PENDING,
                    "bounced_back", PaymentStatus.PENDING,
                    "outgoing_payment_sent", PaymentStatus.SUCCEEDED,
                    "funds_refunded", PaymentStatus.FAILED,
                    "charged_back", PaymentStatus.FAILED,
                    "cancelled", PaymentStatus.CANCELLED);
    private static final LocalDateTime FIRST = LocalDateTime.parse("2024-02-29T23:59:58");

    /// By reference, without rows in currencies that are not supported.
    Map<String, Expected> of(Task.Type kind) {
        var expected = new LinkedHashMap<String, Expected>();
        switch (kind) {
            case FETCH_ACCOUNTS, FETCH_BALANCES ->
                    data.balances().stream()
                            .filter(balance -> DECIMALS.containsKey(balance.currency()))
                            .forEach(it -> put(it, kind, expected));
            case FETCH_EXTERNAL_ACCOUNTS ->
                    data.recipients().stream()
                            .filter(recipient -> DECIMALS.containsKey(recipient.currency()))
                            .forEach(recipient ->
                                    expected.put(
                                            String.valueOf(recipient.id()), account(recipient)));
            case FETCH_PAYMENTS ->
                    data.transfers().stream()
                            .filter(transfer -> DECIMALS.containsKey(transfer.currency()))
                            .forEach(transfer ->
                                    expected.put(String.valueOf(transfer.id()), payment(transfer)));
            case FETCH_OTHERS, CREATE_WEBHOOKS, FETCH_ORDERS, FETCH_CONVERSIONS -> {}
        }
        return expected;
    }

    private static void put(
            WiseData.Balance balance, Task.Type kind, Map<String, Expected> expected) {
        if (kind == Task.Type.FETCH_ACCOUNTS) {
            expected.put(
                    String.valueOf(balance.id()),
                    Expected.at(Instant.parse("2020-05-20T14:43:16.658Z"))
                            .with("name", JsonValue.NULL)
                            .with("defaultAsset", Json.createValue(asset(balance.currency())))
                            .with("metadata", profile(balance.profile()))
                            .from(WiseHost.json(balance.json())));
        } else {
            var at = Instant.parse("2021-06-30T23:59:59.000001Z");
            expected.put(
                    balance.id() + " " + asset(balance.currency()),
                    money(at, new BigDecimal(balance.value()), balance.currency()));
        }
    }

    private static Expected account(WiseData.Recipient recipient) {
        return Expected.at(ProviderContract.NOW)
                .with("name", Json.createValue(recipient.name()))
                .with("defaultAsset", Json.createValue(asset(recipient.currency())))
                .with("metadata", profile(recipient.profile()));
    }

    private Expected payment(WiseData.Transfer transfer) {
        var at = FIRST.plusSeconds(transfer.second()).toInstant(ZoneOffset.UTC);
        return money(at, transfer.value(), transfer.currency())
                .as(
                        PaymentType.TRANSFER,
                        STATUSES.getOrDefault(transfer.state(), PaymentStatus.OTHER),
                        PaymentScheme.OTHER)
                .between(
                        party(transfer.source(), transfer.sourceCurrency()),
                        party(transfer.target(), transfer.currency()))
                .from(WiseHost.json(transfer.json()));
    }

    /// The balance of a recipient that is there, in that currency.
    private Optional<String> party(long recipient, String currency) {
        return data.recipient(recipient)
                .flatMap(known ->
                        data.balances().stream()
                                .filter(balance ->
                                        balance.profile() == known.profile()
                                                && balance.currency().equals(currency))
                                .findFirst())
                .map(balance -> String.valueOf(balance.id()));
    }

    private static JsonObject profile(long id) {
        return Json.createObjectBuilder().add("profile_id", String.valueOf(id)).build();
    }

    private static Expected money(Instant at, BigDecimal value, String currency) {
        return Expected.of(
                at,
                value.movePointRight(DECIMALS.get(currency)).toBigIntegerExact(),
                asset(currency));
    }

    private static String asset(String currency) {
        int decimals = DECIMALS.get(currency);
        return decimals == 0 ? currency : currency + "/" + decimals;
    }
}
