package dev.connectorproxy.provider.generic;

import dev.connectorproxy.spi.payment.Account;
import dev.connectorproxy.spi.payment.Asset;
import dev.connectorproxy.spi.payment.Balance;
import dev.connectorproxy.spi.payment.JsonFields;
import dev.connectorproxy.spi.payment.Payment;
import dev.connectorproxy.spi.payment.PaymentError;
import dev.connectorproxy.spi.payment.PaymentException;
import dev.connectorproxy.spi.payment.PaymentScheme;
import dev.connectorproxy.spi.payment.PaymentStatus;
import dev.connectorproxy.spi.payment.PaymentType;
import dev.connectorproxy.spi.payment.ProviderContext;
import dev.connectorproxy.toolkit.Redaction;
import dev.connectorproxy.toolkit.payment.SkippedRows;
import jakarta.json.JsonValue;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Maps the provider's rows to accounts, balances and payments.
///
/// A row with an invalid currency is skipped, and an unknown type or status becomes `OTHER`, which is logged. Any other
/// violation of the contract is a failure, because amounts could be wrong.
record GenericMapping(ProviderContext.Log log, Redaction text) {
    private static final Set<PaymentStatus> STATUSES =
            EnumSet.complementOf(
                    EnumSet.of(PaymentStatus.AMOUNT_ADJUSTEMENT, PaymentStatus.UNKNOWN));
    private static final Pattern AMOUNT = Pattern.compile("[+-]?[0-9]{1,1000}");

    Account account(GenericRow row) {
        return account(row, "accountName");
    }

    Account beneficiary(GenericRow row) {
        return account(row, "ownerName");
    }

    /// The rows that one page leaves out.
    ///
    /// @param label names a row in log lines
    SkippedRows skippedRows(String label) {
        return new SkippedRows(log, label, text);
    }

    Optional<Payment> payment(GenericRow row, SkippedRows skipped) {
        var fields = row.fields();
        var label = "transaction " + text.of(row.id());
        var currency = fields.requiredString("currency");
        if (!Asset.isValid(currency)) {
            skipped.addUnknownAsset(row.id(), currency, row.json());
            return Optional.empty();
        }
        return Optional.of(
                Payment.of(row.id(), fields.requiredTime("createdAt"), row.json())
                        .as(type(fields, label), status(fields, label), PaymentScheme.OTHER)
                        .withAmount(amount(fields), currency)
                        .withParent(reference(fields, "relatedTransactionID").orElse(""))
                        .between(
                                reference(fields, "sourceAccountID"),
                                reference(fields, "destinationAccountID"))
                        .withMetadata(fields.strings("metadata")));
    }

    /// The payment in the response to a transfer or payout. Its parent is the order, unless the provider gave it the same
    /// id: no payment is its own parent.
    Payment order(JsonValue json, PaymentType type) {
        var label = type == PaymentType.PAYOUT ? "payout" : "transfer";
        var fields = JsonFields.ofResponse(json, label);
        var id = fields.requiredString("id");
        var key = fields.requiredString("idempotencyKey");
        return Payment.of(id, fields.requiredTime("createdAt"), json)
                .as(type, status(fields, label + " " + text.of(id)), PaymentScheme.OTHER)
                .withAmount(amount(fields), fields.requiredString("currency"))
                .withParent(key.equals(id) ? "" : key)
                .between(
                        reference(fields, "sourceAccountID"),
                        reference(fields, "destinationAccountID"))
                .withMetadata(fields.strings("metadata"));
    }

    List<Balance> balances(JsonFields response, SkippedRows skipped) {
        var account =
                either(response, "accountID").orElseThrow(() -> missing(response, "accountID"));
        var at = response.requiredTime("at");
        if (response.value("balances").isEmpty()) {
            throw missing(response, "balances");
        }
        var balances = new ArrayList<Balance>();
        for (var json : response.array("balances")) {
            var row = JsonFields.ofResponse(json, "balance");
            var currency = row.requiredString("currency");
            if (Asset.isValid(currency)) {
                balances.add(Balance.of(account, at, amount(row), currency));
            } else {
                skipped.addUnknownAsset(account, currency, json);
            }
        }
        return balances;
    }

    private static Account account(GenericRow row, String nameField) {
        var fields = row.fields();
        var name = fields.string(nameField).orElseThrow(() -> missing(fields, nameField));
        return Account.of(row.id(), row.key().at(), row.json())
                .withName(name)
                .withMetadata(fields.strings("metadata"));
    }

    private PaymentType type(JsonFields fields, String label) {
        var type = fields.requiredString("type");
        return switch (type) {
            case "PAYIN" -> PaymentType.PAY_IN;
            case "PAYOUT" -> PaymentType.PAYOUT;
            case "TRANSFER" -> PaymentType.TRANSFER;
            case "OTHER" -> PaymentType.OTHER;
            default -> {
                log.warning(label + " has a type that is not known: " + text.of(type));
                yield PaymentType.OTHER;
            }
        };
    }

    private PaymentStatus status(JsonFields fields, String label) {
        var status = fields.requiredString("status");
        var known =
                STATUSES.stream().filter(candidate -> candidate.name().equals(status)).findFirst();
        if (known.isEmpty()) {
            log.warning(label + " has a status that is not known: " + text.of(status));
        }
        return known.orElse(PaymentStatus.OTHER);
    }

    private BigInteger amount(JsonFields fields) {
        var amount = fields.requiredString("amount");
        if (!AMOUNT.matcher(amount).matches()) {
            throw PaymentException.of(
                    PaymentError.UPSTREAM_ERROR, "failed to parse amount: " + text.of(amount));
        }
        return new BigInteger(amount);
    }

    private static Optional<String> reference(JsonFields fields, String name) {
        return either(fields, name).filter(it -> !it.isEmpty());
    }

    /// The contract uses `…AccountID` in lists and `…AccountId` in orders, and providers confuse them.
    private static Optional<String> either(JsonFields fields, String name) {
        return fields.string(name)
                .or(() -> fields.string(name.substring(0, name.length() - 2) + "Id"));
    }

    private static PaymentException missing(JsonFields fields, String name) {
        return fields.wrong(name, "there");
    }
}
