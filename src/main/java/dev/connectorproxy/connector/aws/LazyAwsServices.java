package dev.connectorproxy.connector.aws;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.Egress;
import jakarta.json.JsonValue;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/// The AWS services, created by the first call: loading the SDK costs a second and some megabytes, which a proxy
/// without AWS should not pay. Thread-safe.
final class LazyAwsServices {
    private final AwsSettings settings;
    private final Egress egress;
    private final Lock lock = new ReentrantLock();
    private AwsServices services; // guarded by lock, null before the first call

    @FunctionalInterface
    interface Operation {
        JsonValue apply(AwsServices services);
    }

    LazyAwsServices(AwsSettings settings, Egress egress) {
        this.settings = settings;
        this.egress = egress;
    }

    AwsSettings settings() {
        return settings;
    }

    /// Runs an operation, whose requests belong to the call.
    ///
    /// @throws dev.connectorproxy.spi.ConnectorException any failure, with AWS's error code
    JsonValue run(Operation operation, Call call) {
        settings.requireComplete();
        return services().run(operation, call);
    }

    private AwsServices services() {
        lock.lock(); // a waiting call needs the result, too
        try {
            if (services == null) {
                services = new AwsServices(settings, egress);
            }
            return services;
        } finally {
            lock.unlock();
        }
    }
}
