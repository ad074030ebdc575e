package dev.connectorproxy.provider.stripe;

import dev.connectorproxy.spi.payment.JsonFields;
import dev.connectorproxy.spi.payment.PaymentScheme;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// Maps charges and payouts to payment schemes.
final class StripeSchemes {
    private StripeSchemes() {}

    /// `CARD_` and the brand of the card; unknown if there is no such scheme, or no card.
    static PaymentScheme ofCharge(JsonFields charge) {
        return charge.object("payment_method_details")
                .flatMap(StripeSchemes::brand)
                .map(it -> "CARD_" + it.toUpperCase(Locale.ROOT))
                .flatMap(name ->
                        Arrays.stream(PaymentScheme.values())
                                .filter(scheme -> scheme.name().equals(name))
                                .findFirst())
                .orElse(PaymentScheme.UNKNOWN);
    }

    /// SEPA credit for a bank account, or the brand of the destination card.
    static PaymentScheme ofPayout(JsonFields payout) {
        return switch (payout.string("type").orElse("")) {
            case "bank_account", "bank" -> PaymentScheme.SEPA_CREDIT;
            case "card" ->
                    StripeFields.expanded(payout, "destination")
                            .flatMap(card -> card.string("brand").or(() -> brand(card)))
                            .map(StripeSchemes::ofBrand)
                            .orElse(PaymentScheme.UNKNOWN);
            default -> PaymentScheme.UNKNOWN;
        };
    }

    private static Optional<String> brand(JsonFields details) {
        return details.object("card").flatMap(it -> it.string("brand"));
    }

    private static PaymentScheme ofBrand(String brand) {
        return switch (brand) {
            case "American Express" -> PaymentScheme.CARD_AMEX;
            case "Diners Club" -> PaymentScheme.CARD_DINERS;
            case "Discover" -> PaymentScheme.CARD_DISCOVER;
            case "JCB" -> PaymentScheme.CARD_JCB;
            case "MasterCard" -> PaymentScheme.CARD_MASTERCARD;
            case "UnionPay" -> PaymentScheme.CARD_UNION_PAY;
            case "Visa" -> PaymentScheme.CARD_VISA;
            default -> PaymentScheme.UNKNOWN;
        };
    }
}
