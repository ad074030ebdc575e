package dev.connectorproxy.provider.stripe;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.payment.Account;
import dev.connectorproxy.spi.payment.Asset;
import dev.connectorproxy.toolkit.payment.ProviderRequest;
import jakarta.json.JsonValue;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The form fields of a request that moves money.
///
/// @param reference the idempotency key
/// @param payer the account on whose behalf it is sent; empty for the platform
/// @param fields in the order in which they are sent
record StripeOrderForm(String reference, Optional<Account> payer, Map<String, String> fields) {
    private static final int MAX_KEY_LENGTH = 255;

    static StripeOrderForm of(String reference, Optional<Account> payer) {
        return new StripeOrderForm(reference, payer, new LinkedHashMap<>());
    }

    StripeOrderForm with(String name, String value) {
        var more = new LinkedHashMap<>(fields);
        more.put(name, value);
        return new StripeOrderForm(reference, payer, more);
    }

    StripeOrderForm withMoney(BigInteger minorUnits, Asset asset, boolean payout) {
        return with("amount", StripeCurrency.amount(minorUnits, asset, payout).toString())
                .with("currency", StripeCurrency.name(asset));
    }

    StripeOrderForm withText(String description, Map<String, String> metadata) {
        var form = description.isEmpty() ? this : with("description", description);
        for (var entry : metadata.entrySet()) {
            form = form.with("metadata[" + entry.getKey() + "]", entry.getValue());
        }
        return form;
    }

    /// Requests these objects expanded instead of their ids.
    StripeOrderForm expanding(String... paths) {
        var form = this;
        for (int i = 0; i < paths.length; i++) {
            form = form.with("expand[" + i + "]", paths[i]);
        }
        return form;
    }

    /// Sends the order. It is idempotent: sent again, it moves no money again.
    JsonValue send(ProviderRequest request, StripeApi api, Call call) {
        var keyed = request.header("Idempotency-Key", idempotencyKey(reference)).form(fields);
        return api.http().json(AccountHeader.forPayment(keyed, payer, api, call), call);
    }

    /// The reference, or its digest if Stripe would not accept it as a key.
    private static String idempotencyKey(String reference) {
        boolean fits =
                reference.length() <= MAX_KEY_LENGTH
                        && reference.chars().allMatch(c -> c > ' ' && c < 127);
        return fits ? reference : "sha256-" + digest(reference);
    }

    private static String digest(String text) {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every JDK has it
        }
    }
}
