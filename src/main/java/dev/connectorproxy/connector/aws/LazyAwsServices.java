package dev.connectorproxy.connector.aws;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.Egress;
import dev.connectorproxy.toolkit.LruMap;
import jakarta.json.JsonValue;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/// The AWS services, created by the first call: loading the SDK costs a second and some megabytes, which a proxy
/// without AWS should not pay. Thread-safe.
final class LazyAwsServices {
    /// Credentials of connections whose clients are kept; they hold nothing that must be closed.
    private static final int MAX_CREDENTIALS = 32;

    private final AwsSettings settings;
    private final Egress egress;
    private final Lock lock = new ReentrantLock();
    private final Map<AwsSettings, AwsServices> services =
            new LruMap<>(MAX_CREDENTIALS, _ -> {}); // guarded by lock, empty before the first call

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
    /// @param connection whose credentials are used instead of those of the settings
    /// @throws dev.connectorproxy.spi.ConnectorException any failure, with AWS's error code
    JsonValue run(Operation operation, Optional<ConnectionKeys> connection, Call call) {
        var used = connection.map(settings::with).orElse(settings);
        used.requireComplete();
        return services(used).run(operation, call);
    }

    private AwsServices services(AwsSettings used) {
        lock.lock(); // a waiting call needs the result, too
        try {
            return services.computeIfAbsent(used, key -> new AwsServices(key, egress));
        } finally {
            lock.unlock();
        }
    }
}
