package dev.connectorproxy.connector.aws;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.Egress;
import jakarta.json.JsonValue;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/// The services, made at the first call: the SDK takes a second and some megabytes that a proxy without AWS must not pay for.
/// Thread-safe.
final class LazyAws {
    private final AwsSettings settings;
    private final Egress egress;
    private final Lock lock = new ReentrantLock();
    private volatile Made made = Made.NOT_YET;

    /// What may be there.
    private sealed interface Made {
        Made NOT_YET = new NotYet();

        record NotYet() implements Made {}

        record There(Services services) implements Made {}
    }

    /// What a command does with the services.
    @FunctionalInterface
    interface Work {
        JsonValue with(Services services);
    }

    LazyAws(AwsSettings settings, Egress egress) {
        this.settings = settings;
        this.egress = egress;
    }

    AwsSettings settings() {
        return settings;
    }

    /// Does work whose requests go out within the call.
    ///
    /// @throws dev.connectorproxy.spi.ConnectorException whatever went wrong, in AWS's own names
    JsonValue run(Work work, Call call) {
        settings.requireComplete();
        return services().run(work, call);
    }

    private Services services() {
        return made instanceof Made.There(var there) ? there : make();
    }

    private Services make() {
        lock.lock(); // whoever waits here waits for what it needs itself
        try {
            if (made instanceof Made.There(var there)) {
                return there;
            }
            var services = new Services(settings, egress);
            made = new Made.There(services);
            return services;
        } finally {
            lock.unlock();
        }
    }
}
