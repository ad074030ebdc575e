package dev.connectorproxy.provider.dummypay;

import dev.connectorproxy.provider.dummypay.DummypayFiles.Row;
import dev.connectorproxy.spi.payment.Account;
import dev.connectorproxy.spi.payment.Balance;
import dev.connectorproxy.spi.payment.JsonFields;
import dev.connectorproxy.spi.payment.Payment;
import dev.connectorproxy.spi.payment.PaymentScheme;
import dev.connectorproxy.spi.payment.PaymentStatus;
import dev.connectorproxy.spi.payment.PaymentType;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Maps the rows of the files to accounts, balances and payments. Currencies are not checked, so that the validation
/// rules can be tested with invalid ones.
final class DummypayMapping {
    private DummypayMapping() {}

    static Account account(Row row) {
        var fields = row.fields();
        return new Account(
                fields.requiredString("id"),
                fields.requiredTime("opening_date"),
                fields.string("name"),
                fields.string("currency"),
                Map.of(),
                Optional.of(row.json()));
    }

    static Balance balance(Row row, Instant now) {
        return Balance.of(
                row.fields().requiredString("account_id"),
                now,
                row.fields().requiredInteger("amount_in_minors"),
                row.fields().requiredString("currency"));
    }

    static Payment payment(Row row) {
        var fields = row.fields();
        return Payment.of(
                        fields.requiredString("reference"),
                        fields.requiredTime("created_at"),
                        row.json())
                .as(
                        type(fields),
                        oneOf(fields, "status", PaymentStatus.values(), PaymentStatus::name),
                        PaymentScheme.OTHER)
                .withAmount(fields.requiredInteger("amount"), fields.requiredString("currency"))
                .withParent(fields.string("parent_reference").orElse(""))
                .between(
                        fields.string("source_account_id"), fields.string("destination_account_id"))
                .withMetadata(fields.strings("metadata"));
    }

    private static PaymentType type(JsonFields fields) {
        return fields.requiredString("type").equals("PAYIN")
                ? PaymentType.PAY_IN
                : oneOf(fields, "type", PaymentType.values(), PaymentType::protocolName);
    }

    static <E> E oneOf(JsonFields fields, String name, E[] values, Function<E, String> textOf) {
        var text = fields.requiredString(name);
        return Arrays.stream(values)
                .filter(constant -> textOf.apply(constant).equals(text))
                .findFirst()
                .orElseThrow(() -> fields.wrong(name, "one of " + names(values, textOf)));
    }

    private static <E> List<String> names(E[] values, Function<E, String> textOf) {
        return Arrays.stream(values).map(textOf).toList();
    }
}
