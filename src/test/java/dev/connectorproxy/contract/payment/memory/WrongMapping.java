package dev.connectorproxy.contract.payment.memory;

import dev.connectorproxy.spi.payment.Balance;
import dev.connectorproxy.spi.payment.JsonFields;
import dev.connectorproxy.spi.payment.Payment;
import dev.connectorproxy.spi.payment.PaymentError;
import dev.connectorproxy.spi.payment.PaymentException;
import dev.connectorproxy.spi.payment.PaymentScheme;
import dev.connectorproxy.spi.payment.PaymentStatus;
import dev.connectorproxy.spi.payment.PaymentType;
import dev.connectorproxy.spi.payment.ProviderContext;
import dev.connectorproxy.toolkit.payment.SkippedRows;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/// Mappings with one flaw.
final class WrongMapping extends MemoryMapping {
    private final Flaw flaw;

    WrongMapping(Flaw flaw, ProviderContext context) {
        super(context);
        this.flaw = flaw;
    }

    @Override
    Optional<Payment> payment(JsonObject row, SkippedRows skipped) {
        var payment = super.payment(row, skipped);
        return switch (flaw) {
            case STALLS_AT_UNKNOWN_CURRENCIES ->
                    payment.or(() -> {
                        throw PaymentException.of(PaymentError.CURRENCY_NOT_SUPPORTED);
                    });
            case DROPS_UNKNOWN_STATUSES ->
                    payment.filter(known -> known.status() != PaymentStatus.OTHER);
            default -> payment;
        };
    }

    @Override
    Payment payment(JsonObject row, String asset) {
        var payment = super.payment(row, asset);
        return switch (flaw) {
            case SWAPS_THE_PARTIES ->
                    payment.between(
                            payment.destinationAccountReference(),
                            payment.sourceAccountReference());
            case FORGETS_THE_PARENT -> payment.withParent("");
            case NAMES_EMPTY_PARTIES ->
                    payment.between(
                            Optional.of(payment.sourceAccountReference().orElse("")),
                            payment.destinationAccountReference());
            default -> payment;
        };
    }

    @Override
    Balance balance(String account, JsonValue row) {
        var balance = super.balance(account, row);
        return flaw == Flaw.LOSES_THE_SIGN
                ? Balance.of(
                        account,
                        balance.createdAt(),
                        balance.amount().orElseThrow().abs(),
                        balance.asset())
                : balance;
    }

    @Override
    BigInteger amount(JsonFields row) {
        return switch (flaw) {
            case COUNTS_IN_DOUBLES ->
                    new BigDecimal(super.amount(row).doubleValue()).toBigInteger();
            case TAKES_NO_AMOUNT_FOR_ZERO ->
                    row.value("amount").isEmpty() ? BigInteger.ZERO : super.amount(row);
            default -> super.amount(row);
        };
    }

    @Override
    PaymentType type(JsonFields row) {
        return flaw == Flaw.CALLS_EVERYTHING_A_PAYOUT ? PaymentType.PAYOUT : super.type(row);
    }

    @Override
    PaymentStatus status(JsonFields row) {
        var status = super.status(row);
        return switch (flaw) {
            case CALLS_EVERYTHING_FAILED -> PaymentStatus.FAILED;
            case CALLS_PENDING_SUCCEEDED ->
                    status == PaymentStatus.PENDING ? PaymentStatus.SUCCEEDED : status;
            case CALLS_UNKNOWN_SUCCEEDED ->
                    status == PaymentStatus.OTHER ? PaymentStatus.SUCCEEDED : status;
            default -> status;
        };
    }

    @Override
    PaymentScheme scheme(JsonFields row) {
        return flaw == Flaw.IGNORES_THE_SCHEME ? PaymentScheme.OTHER : super.scheme(row);
    }

    @Override
    JsonValue raw(JsonObject row) {
        return switch (flaw) {
            case KEEPS_NO_RAW_ROW -> JsonValue.NULL;
            case CHANGES_RAW ->
                    MemoryProvider.JSON.createObjectBuilder(row).add("note", "seen").build();
            default -> super.raw(row);
        };
    }

    @Override
    ZoneId zone() {
        return flaw == Flaw.READS_LOCAL_TIME ? ZoneId.of("Asia/Kathmandu") : super.zone();
    }

    @Override
    Instant time(JsonFields row, String field) {
        if (flaw == Flaw.CRASHES_AT_MALFORMED_VALUES && row.requiredString(field).length() < 9) {
            throw new IllegalStateException("no time");
        }
        return super.time(row, flaw == Flaw.DATES_ROWS_BY_THEIR_UPDATE ? "at" : field);
    }
}
