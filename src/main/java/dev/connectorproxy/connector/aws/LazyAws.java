package dev.connectorproxy.connector.aws;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.Egress;
import jakarta.json.JsonValue;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/// The AWS services, created by the first call: loading the SDK costs a second and some megabytes, which a proxy
/// without AWS should not pay. Thread-safe.
final class LazyAws {
    private final AwsSettings settings;
    private final Egress egress;
    private final Lock lock = new ReentrantLock();
    private volatile Made made = Made.NOT_YET;

    /// The services, if they exist yet.
    private sealed interface Made {
        Made NOT_YET = new NotYet();

        record NotYet() implements Made {}

        record There(Services services) implements Made {}
    }

    /// An operation of a command on the services.
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

    /// Runs an operation, whose requests belong to the call.
    ///
    /// @throws dev.connectorproxy.spi.ConnectorException any failure, with AWS's error code
    JsonValue run(Work operation, Call call) {
        settings.requireComplete();
        return services().run(operation, call);
    }

    private Services services() {
        return made instanceof Made.There(var services) ? services : make();
    }

    private Services make() {
        lock.lock(); // a waiting call needs the result, too
        try {
            if (made instanceof Made.There(var existing)) {
                return existing;
            }
            var services = new Services(settings, egress);
            made = new Made.There(services);
            return services;
        } finally {
            lock.unlock();
        }
    }
}
