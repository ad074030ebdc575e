package dev.connectorproxy.provider.wise;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.payment.JsonFields;
import dev.connectorproxy.toolkit.LruMap;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Finds the balance account of a recipient: the balance of the recipient's profile in the same currency. The profile
/// of a recipient never changes and is cached; balances are cached for a minute. Thread-safe.
final class AccountReferences {
    private static final int MAX_CACHED = 2_048;
    private static final Duration MAX_AGE = Duration.ofMinutes(1);

    private final WiseApi api;
    private final InstantSource clock;
    private final Map<BigInteger, Optional<BigInteger>> owners = cache();
    private final Map<BigInteger, CachedBalances> balances = cache();

    AccountReferences(WiseApi api, InstantSource clock) {
        this.api = api;
        this.clock = clock;
    }

    private static <V> Map<BigInteger, V> cache() {
        return Collections.synchronizedMap(new LruMap<>(MAX_CACHED, _ -> {}));
    }

    /// The lookup for one call, for one thread.
    Lookup during(Call call) {
        return new Lookup(call);
    }

    /// The balances of a profile: their ids by currency.
    private record CachedBalances(Instant at, Map<String, String> ids) {}

    /// The lookup for one call. If a currency is missing from a cached entry, the balances are requested again, once
    /// per call and profile.
    final class Lookup {
        private final Call call;
        private final Set<BigInteger> fetched = new HashSet<>();

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
            var known = owners.get(recipient);
            if (known == null) { // requested without a lock
                known = api.ownerOf(recipient, call);
                owners.put(recipient, known);
            }
            return known;
        }

        private Optional<String> balance(BigInteger profile, String currency) {
            return Optional.ofNullable(balances.get(profile))
                    .filter(kept -> kept.at().plus(MAX_AGE).isAfter(clock.instant()))
                    .filter(kept -> kept.ids().containsKey(currency) || fetched.contains(profile))
                    .or(() -> Optional.of(fetchBalances(profile)))
                    .map(kept -> kept.ids().get(currency));
        }

        private CachedBalances fetchBalances(BigInteger profile) {
            fetched.add(profile);
            var ids = new HashMap<String, String>();
            for (var row : api.balances(profile, call)) {
                if (row.fields().string("type").filter("SAVINGS"::equals).isPresent()) {
                    continue; // it neither sends nor receives transfers
                }
                row.fields()
                        .object("amount")
                        .flatMap((JsonFields it) -> it.string("currency"))
                        .ifPresent(code -> ids.putIfAbsent(code, row.reference()));
            }
            var read = new CachedBalances(clock.instant(), Map.copyOf(ids));
            balances.put(profile, read);
            return read;
        }
    }
}
