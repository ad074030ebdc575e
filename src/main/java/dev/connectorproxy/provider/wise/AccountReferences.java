package dev.connectorproxy.provider.wise;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.payment.JsonFields;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Finds the balance account of a recipient: the balance of the recipient's profile in the same currency. The profile
/// of a recipient never changes and is cached; balances are cached for a minute. Thread-safe.
final class AccountReferences {
    private static final int MOST_KEPT = 2_048;
    private static final Duration FRESH = Duration.ofMinutes(1);

    private final WiseApi api;
    private final InstantSource clock;
    private final RecentlyUsed<BigInteger, Optional<BigInteger>> owners =
            new RecentlyUsed<>(MOST_KEPT);
    private final RecentlyUsed<BigInteger, Kept> balances = new RecentlyUsed<>(MOST_KEPT);

    AccountReferences(WiseApi api, InstantSource clock) {
        this.api = api;
        this.clock = clock;
    }

    /// The lookup for one call, for one thread.
    Lookup during(Call call) {
        return new Lookup(call);
    }

    /// The balances of a profile: their ids by currency.
    private record Kept(Instant at, Map<String, String> ids) {}

    /// The lookup for one call. If a currency is missing from a cached entry, the balances are requested again, once
    /// per call and profile.
    final class Lookup {
        private final Call call;
        private final Set<BigInteger> asked = new HashSet<>();

        private Lookup(Call call) {
            this.call = call;
        }

        /// The reference of the balance, if recipient and currency are known and there is one.
        Optional<String> balance(Optional<BigInteger> recipient, Optional<String> currency) {
            return recipient
                    .filter(_ -> currency.isPresent())
                    .flatMap(this::owner)
                    .flatMap(profile -> balance(profile, currency.orElseThrow()));
        }

        private Optional<BigInteger> owner(BigInteger recipient) {
            return owners.get(recipient)
                    .orElseGet(() -> owners.put(recipient, api.ownerOf(recipient, call)));
        }

        private Optional<String> balance(BigInteger profile, String currency) {
            return balances.get(profile)
                    .filter(kept -> kept.at().plus(FRESH).isAfter(clock.instant()))
                    .filter(kept -> kept.ids().containsKey(currency) || asked.contains(profile))
                    .or(() -> Optional.of(ask(profile)))
                    .map(kept -> kept.ids().get(currency));
        }

        private Kept ask(BigInteger profile) {
            asked.add(profile);
            var ids = new HashMap<String, String>();
            for (var row : api.balances(profile, call)) {
                row.fields()
                        .object("amount")
                        .flatMap((JsonFields it) -> it.string("currency"))
                        .ifPresent(code -> ids.putIfAbsent(code, row.reference()));
            }
            return balances.put(profile, new Kept(clock.instant(), Map.copyOf(ids)));
        }
    }
}
