package dev.connectorproxy.observe;

import io.helidon.metrics.api.Tag;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Counts calls by the tenant that their engine names. Engines choose the names, so the first ones have a label of their
/// own, the others are `other`. Thread-safe.
final class TenantMetrics {
    private static final int MAX_TENANTS = 100;

    private final Set<String> tenants = ConcurrentHashMap.newKeySet();

    /// A call has ended.
    ///
    /// @param tenant empty if the engine names none: then the call is not counted here
    /// @param errorCode the `error_code` of the response, empty for none
    void ended(String tenant, String errorCode) {
        if (!tenant.isEmpty()) {
            Meters.counter(
                            "tenant_commands",
                            "Commands run, by tenant and outcome",
                            Tag.create("tenant", label(tenant)),
                            Tag.create("outcome", Outcomes.of(errorCode)))
                    .increment();
        }
    }

    private String label(String tenant) {
        // two at once may exceed the maximum by one
        return tenants.contains(tenant) || tenants.size() < MAX_TENANTS && tenants.add(tenant)
                ? tenant
                : Outcomes.OTHER;
    }
}
