package dev.connectorproxy.provider.stripe;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.payment.Account;
import dev.connectorproxy.toolkit.payment.ProviderRequest;
import java.util.Optional;

/// The `Stripe-Account` header, which makes a request on behalf of a connected account.
final class AccountHeader {
    private static final String NAME = "Stripe-Account";

    /// The former reference of the platform's own account, in payloads of older installations.
    private static final String LEGACY_ROOT = "root";

    private AccountHeader() {}

    /// The request on behalf of the account whose objects it reads.
    static ProviderRequest forReading(ProviderRequest request, String account) {
        return account.equals(LEGACY_ROOT) ? request : request.header(NAME, account);
    }

    /// The request on behalf of the account that pays; without the header if the platform pays.
    static ProviderRequest forPayment(
            ProviderRequest request, Optional<Account> source, StripeApi api, Call call) {
        return source.map(Account::reference)
                .filter(payer -> !payer.isEmpty() && !isRoot(payer, api, call))
                .map(it -> request.header(NAME, it))
                .orElse(request);
    }

    /// Whether the reference is the platform's own account.
    static boolean isRoot(String account, StripeApi api, Call call) {
        return account.equals(LEGACY_ROOT) || account.equals(api.rootId(call));
    }
}
