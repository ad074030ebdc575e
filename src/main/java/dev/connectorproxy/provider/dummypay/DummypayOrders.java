package dev.connectorproxy.provider.dummypay;

import dev.connectorproxy.provider.dummypay.DummypayFiles.Row;
import dev.connectorproxy.spi.payment.JsonFields;
import dev.connectorproxy.spi.payment.Payment;
import dev.connectorproxy.spi.payment.PaymentException;
import dev.connectorproxy.spi.payment.PaymentInitiation;
import dev.connectorproxy.spi.payment.PaymentReversal;
import dev.connectorproxy.spi.payment.PaymentStatus;
import dev.connectorproxy.spi.payment.PaymentType;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.math.BigInteger;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Executes orders immediately: appends the payment to `payments.json` and changes the balances in `balances.json`.
/// Repeating an order returns the same payment.
record DummypayOrders(DummypayFiles files, InstantSource clock) {
    private static final JsonProvider JSON = JsonProvider.provider();

    /// Moves money without checking the source: a balance may become negative.
    Payment pay(PaymentType type, PaymentInitiation order) {
        order.check();
        var movement =
                new MoneyMovement(
                        order.reference(),
                        "",
                        type,
                        PaymentStatus.SUCCEEDED,
                        order.amount(),
                        order.asset(),
                        order.requiredSource().reference(),
                        order.requiredDestination().reference(),
                        order.metadata());
        return files.directory().exclusively(() -> execute(movement));
    }

    /// Moves money back, if the balance is sufficient.
    Payment reverse(PaymentType type, PaymentReversal order) {
        order.check();
        var related = order.related();
        var movement =
                new MoneyMovement(
                        order.reference(),
                        related.reference(),
                        type,
                        PaymentStatus.REFUNDED,
                        order.amount(),
                        order.asset(),
                        related.requiredDestination().reference(),
                        related.requiredSource().reference(),
                        order.metadata());
        return files.directory().exclusively(() -> execute(movement));
    }

    private Payment execute(MoneyMovement movement) {
        var payments = files.all(DummypayFile.PAYMENTS);
        var before =
                payments.stream()
                        .filter(payment ->
                                payment.fields()
                                        .requiredString("reference")
                                        .equals(movement.reference()))
                        .findFirst();
        if (before.isPresent()) {
            return movement.requireSame(DummypayMapping.payment(before.get()));
        }
        var balances = files.all(DummypayFile.BALANCES);
        if (movement.status() == PaymentStatus.REFUNDED) {
            checkCovered(balances, movement);
        }
        var row = movement.row(clock.instant().truncatedTo(ChronoUnit.SECONDS));
        var moved = moved(balances, movement);
        // the payment first: after a crash in between, repeating the order moves nothing twice
        files.replace(
                DummypayFile.PAYMENTS,
                Stream.concat(payments.stream().map(Row::json), Stream.of(row)).toList());
        files.replace(DummypayFile.BALANCES, moved);
        return DummypayMapping.payment(new Row(row, JsonFields.ofResponse(row, "payment")));
    }

    private static List<JsonValue> moved(List<Row> balances, MoneyMovement movement) {
        var moved = balances.stream().map(Row::json).collect(Collectors.toList());
        add(moved, movement.source(), movement, movement.amount().negate());
        add(moved, movement.destination(), movement, movement.amount());
        return moved;
    }

    private static void checkCovered(List<Row> balances, MoneyMovement movement) {
        if (balances.isEmpty()) {
            throw PaymentException.invalidRequest("no balance data found");
        }
        var available =
                balances.stream()
                        .filter(balance ->
                                isOf(balance.fields(), movement.source(), movement.asset()))
                        .map(balance -> balance.fields().requiredInteger("amount_in_minors"))
                        .findFirst()
                        .orElseThrow(() ->
                                PaymentException.invalidRequest("no reversable balance found"));
        if (available.compareTo(movement.amount()) < 0) {
            throw PaymentException.invalidRequest(
                    "balance will be negative if " + movement.amount() + " is subtracted");
        }
    }

    private static void add(
            List<JsonValue> rows, String account, MoneyMovement movement, BigInteger amount) {
        for (int i = 0; i < rows.size(); i++) {
            var fields =
                    JsonFields.ofResponse(
                            rows.get(i), DummypayFile.BALANCES.fileName() + "[" + i + "]");
            if (isOf(fields, account, movement.asset())) {
                var sum = fields.requiredInteger("amount_in_minors").add(amount);
                rows.set(
                        i,
                        JSON.createObjectBuilder(rows.get(i).asJsonObject())
                                .add("amount_in_minors", sum)
                                .build());
                return;
            }
        }
        rows.add(
                JSON.createObjectBuilder()
                        .add("account_id", account)
                        .add("amount_in_minors", amount)
                        .add("currency", movement.asset())
                        .build());
    }

    private static boolean isOf(JsonFields balance, String account, String asset) {
        return balance.requiredString("account_id").equals(account)
                && balance.requiredString("currency").equals(asset);
    }
}
