package dev.connectorproxy.provider.stripe;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.payment.Account;
import dev.connectorproxy.spi.payment.ProviderRequest;
import java.util.Optional;

/// The header by which a request is made in the name of a connected account.
final class AccountHeader {
    private static final String NAME = "Stripe-Account";

    /// What the platform's own account was called before it was called by its id.
    private static final String LEGACY_ROOT = "root";

    private AccountHeader() {}

    /// The request in the name of that account, to read what is its own.
    static ProviderRequest reading(ProviderRequest request, String account) {
        return account.equals(LEGACY_ROOT) ? request : request.header(NAME, account);
    }

    /// The request in the name of the account that pays; the platform pays in its own name.
    static ProviderRequest paying(
            ProviderRequest request, Optional<Account> source, StripeApi api, Call call) {
        return source.map(Account::reference)
                .filter(payer -> !payer.isEmpty() && !isRoot(payer, api, call))
                .map(it -> request.header(NAME, it))
                .orElse(request);
    }

    /// Whether it is the platform's own account.
    static boolean isRoot(String account, StripeApi api, Call call) {
        return account.equals(LEGACY_ROOT) || account.equals(api.rootId(call));
    }
}
