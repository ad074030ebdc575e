package dev.connectorproxy.observe;

import io.helidon.metrics.api.Counter;
import io.helidon.metrics.api.Tag;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Counts calls by the tenant that their engine names. Engines choose the names, so the first ones have a label of their
/// own, the others are `other`. Thread-safe.
final class TenantMetrics {
    private static final int MAX_TENANTS = 100;

    private final Map<String, OutcomeCounters> tenants = new ConcurrentHashMap<>();
    private final OutcomeCounters others = new OutcomeCounters(Outcomes.OTHER);

    /// A call has ended.
    ///
    /// @param tenant empty if the engine names none: then the call is not counted here
    /// @param errorCode the `error_code` of the response, empty for none
    void ended(String tenant, String errorCode) {
        if (!tenant.isEmpty()) {
            counters(tenant).increment(Outcomes.of(errorCode));
        }
    }

    private OutcomeCounters counters(String tenant) {
        var known = tenants.get(tenant);
        if (known != null) {
            return known;
        }
        // two at once may exceed the maximum by one
        return tenants.size() < MAX_TENANTS
                ? tenants.computeIfAbsent(tenant, OutcomeCounters::new)
                : others;
    }

    /// The counters of one label, kept because the registry takes a lock to find them.
    private record OutcomeCounters(String label, Map<String, Counter> byOutcome) {
        OutcomeCounters(String label) {
            this(label, new ConcurrentHashMap<>());
        }

        void increment(String outcome) {
            byOutcome.computeIfAbsent(outcome, this::counter).increment();
        }

        private Counter counter(String outcome) {
            return Meters.counter(
                    "tenant_commands",
                    "Commands run, by tenant and outcome",
                    Tag.create("tenant", label),
                    Tag.create("outcome", outcome));
        }
    }
}
