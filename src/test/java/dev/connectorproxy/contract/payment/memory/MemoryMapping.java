package dev.connectorproxy.contract.payment.memory;

import dev.connectorproxy.spi.payment.Account;
import dev.connectorproxy.spi.payment.Asset;
import dev.connectorproxy.spi.payment.Balance;
import dev.connectorproxy.spi.payment.JsonFields;
import dev.connectorproxy.spi.payment.Payment;
import dev.connectorproxy.spi.payment.PaymentScheme;
import dev.connectorproxy.spi.payment.PaymentStatus;
import dev.connectorproxy.spi.payment.PaymentType;
import dev.connectorproxy.spi.payment.ProviderContext;
import dev.connectorproxy.toolkit.payment.SkippedRows;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/// Maps the rows of a [MemoryServer]. Every behaviour that a flawed mapping changes is a method of its own.
class MemoryMapping {
    final ProviderContext context;

    MemoryMapping(ProviderContext context) {
        this.context = context;
    }

    Account account(JsonObject row) {
        var fields = JsonFields.ofResponse(row, "account");
        return Account.of(fields.requiredString("id"), time(fields, "created"), row);
    }

    /// Empty, and among those that are skipped, if its currency is not supported.
    Optional<Payment> payment(JsonObject row, SkippedRows skipped) {
        var fields = JsonFields.ofResponse(row, "payment");
        var asset = asset(fields);
        if (asset.isEmpty()) {
            skipped.addUnknownAsset(
                    fields.requiredString("id"), fields.requiredString("currency"), row);
        }
        return asset.map(known -> payment(row, known.toString()));
    }

    Payment payment(JsonObject row, String asset) {
        var fields = JsonFields.ofResponse(row, "payment");
        return Payment.of(fields.requiredString("id"), time(fields, "created"), raw(row))
                .as(type(fields), status(fields), scheme(fields))
                .withAmount(amount(fields), asset)
                .between(party(fields, "from"), party(fields, "to"))
                .withParent(fields.string("parent").orElse(""));
    }

    private static Optional<String> party(JsonFields row, String name) {
        return row.string(name).filter(reference -> !reference.isEmpty());
    }

    Balance balance(String account, JsonValue row) {
        var fields = JsonFields.ofResponse(row, "balance");
        return Balance.of(
                account,
                time(fields, "created"),
                amount(fields),
                asset(fields).orElseThrow().toString());
    }

    BigInteger amount(JsonFields row) {
        return row.integer("amount").orElseThrow(() -> row.wrong("amount", "a whole number"));
    }

    PaymentType type(JsonFields row) {
        return switch (row.requiredString("type")) {
            case "in" -> PaymentType.PAY_IN;
            case "out" -> PaymentType.PAYOUT;
            case "move" -> PaymentType.TRANSFER;
            default -> PaymentType.OTHER;
        };
    }

    PaymentStatus status(JsonFields row) {
        return switch (row.requiredString("status")) {
            case "open" -> PaymentStatus.PENDING;
            case "done" -> PaymentStatus.SUCCEEDED;
            case "back" -> PaymentStatus.REFUNDED;
            case String unknown -> {
                context.log().warning("a status that is not known: " + unknown);
                yield PaymentStatus.OTHER;
            }
        };
    }

    PaymentScheme scheme(JsonFields row) {
        return row.string("rail").filter("sepa"::equals).isPresent()
                ? PaymentScheme.SEPA
                : PaymentScheme.OTHER;
    }

    JsonValue raw(JsonObject row) {
        return row;
    }

    ZoneId zone() {
        return ZoneOffset.UTC;
    }

    Instant time(JsonFields row, String field) {
        try {
            return LocalDateTime.parse(row.requiredString(field)).atZone(zone()).toInstant();
        } catch (DateTimeParseException _) {
            throw row.wrong(field, "a time");
        }
    }

    private static Optional<Asset> asset(JsonFields row) {
        return Asset.ofCurrency(row.requiredString("currency"));
    }
}
