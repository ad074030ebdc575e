package dev.connectorproxy.provider.wise;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.payment.Account;
import dev.connectorproxy.spi.payment.Asset;
import dev.connectorproxy.spi.payment.Initiated;
import dev.connectorproxy.spi.payment.PaymentError;
import dev.connectorproxy.spi.payment.PaymentException;
import dev.connectorproxy.spi.payment.PaymentInitiation;
import dev.connectorproxy.spi.payment.PaymentType;
import dev.connectorproxy.spi.payment.ProviderContext.Log;
import dev.connectorproxy.toolkit.payment.SkippedRows;
import jakarta.json.JsonObject;
import jakarta.json.spi.JsonProvider;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/// Creates transfers and payouts: a quote in one currency, and an unfunded transfer for it. Wise returns the same
/// transfer for the same `customerTransactionId`.
record WiseOrders(WiseApi api, Log log) {
    /// The metadata key with the profile of an account.
    static final String PROFILE_ID = "profile_id";

    /// The metadata key of an order with the nature of the transfer, which Wise requires for its taxes on reais.
    static final String TRANSFER_NATURE = "transferNature";

    private static final String BETWEEN_OWN_ACCOUNTS = "MOVING_MONEY_BETWEEN_OWN_ACCOUNTS";
    private static final String REAL = "BRL";
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,30}");
    private static final Pattern UUID_TEXT =
            Pattern.compile("[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    /// The profile of an account.
    ///
    /// @param label names the account in messages
    static String profile(Account account, String label) {
        var profile =
                Optional.ofNullable(account.metadata().get(PROFILE_ID))
                        .filter(it -> !it.isEmpty())
                        .orElseThrow(() ->
                                PaymentException.of(
                                        PaymentError.MISSING_METADATA,
                                        PROFILE_ID + " of the " + label));
        if (!NUMBER.matcher(profile).matches()) {
            throw PaymentException.invalidRequest(
                    PROFILE_ID + " of the " + label + " must be a number");
        }
        return profile;
    }

    Initiated create(PaymentInitiation order, PaymentType type, Call call) {
        var asset = order.check();
        var source = order.requiredSource();
        var destination = order.requiredDestination();
        var profile = profile(source, "source account");
        profile(destination, "destination account");
        var recipient = recipient(destination);
        var quote =
                api.createQuote(
                        profile, quote(order.amount(), asset, nature(order, asset, type)), call);
        var transfer =
                api.createTransfer(
                        transfer(recipient, quote.requiredString("id"), order.reference()), call);
        return TransferMapping.of(transfer, type, new SkippedRows(log, "wise: transfer"))
                .map(payment ->
                        payment.between(
                                Optional.of(source.reference()),
                                Optional.of(destination.reference())))
                .<Initiated>map(Initiated.Done::new)
                .orElseThrow(() -> transfer.fields().wrong("targetCurrency", "that of the quote"));
    }

    private static BigInteger recipient(Account destination) {
        if (!NUMBER.matcher(destination.reference()).matches()) {
            throw PaymentException.invalidRequest(
                    "the reference of the destination account must be a number");
        }
        return new BigInteger(destination.reference());
    }

    private static JsonObject quote(BigInteger amount, Asset asset, Optional<String> nature) {
        var currency =
                WiseCurrency.of(asset.code())
                        .orElseThrow(() ->
                                PaymentException.of(
                                        PaymentError.CURRENCY_NOT_SUPPORTED, asset.code()));
        // the asset has the decimals of the amount, the currency those that Wise accepts
        var exact = new BigDecimal(amount, asset.precision()).stripTrailingZeros();
        int decimals = currency.precision();
        if (exact.scale() > decimals) {
            throw PaymentException.invalidRequest("amount has more decimals than " + currency);
        }
        var quote =
                JSON.createObjectBuilder()
                        .add("sourceCurrency", currency.code())
                        .add("targetCurrency", currency.code())
                        .add("sourceAmount", exact.setScale(decimals));
        nature.ifPresent(text ->
                quote.add(
                        "paymentMetadata", JSON.createObjectBuilder().add(TRANSFER_NATURE, text)));
        return quote.build();
    }

    /// What the metadata of the order says. In reais it is required of a payout; a transfer is between own accounts.
    private static Optional<String> nature(PaymentInitiation order, Asset asset, PaymentType type) {
        var nature =
                Optional.ofNullable(order.metadata().get(TRANSFER_NATURE))
                        .filter(it -> !it.isBlank());
        if (nature.isPresent() || !asset.code().equals(REAL)) {
            return nature;
        }
        if (type != PaymentType.TRANSFER) {
            throw PaymentException.of(
                    PaymentError.MISSING_METADATA,
                    TRANSFER_NATURE + ", which Wise requires for payouts in " + REAL);
        }
        return Optional.of(BETWEEN_OWN_ACCOUNTS);
    }

    private static JsonObject transfer(BigInteger recipient, String quote, String reference) {
        return JSON.createObjectBuilder()
                .add("targetAccount", recipient)
                .add("quoteUuid", quote)
                .add("customerTransactionId", transactionId(reference))
                .build();
    }

    /// The reference if it is a UUID, otherwise a name-based UUID of it, which is always the same.
    private static String transactionId(String reference) {
        return UUID_TEXT.matcher(reference).matches()
                ? reference.toLowerCase(Locale.ROOT)
                : UUID.nameUUIDFromBytes(reference.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
