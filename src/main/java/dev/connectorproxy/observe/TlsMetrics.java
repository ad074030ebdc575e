package dev.connectorproxy.observe;

import java.time.Instant;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;

/// Metrics of the listener's TLS, read at each scrape.
public final class TlsMetrics {
    private TlsMetrics() {}

    /// Registers them.
    ///
    /// @param expiry of the certificate in use
    /// @param stale whether its files have changed since and cannot be used
    /// @param owner of the failed handshakes; held weakly
    public static <T> void register(
            Supplier<Instant> expiry,
            BooleanSupplier stale,
            T owner,
            Function<T, Long> failedHandshakes) {
        Meters.gauge(
                "tls_certificate_expiry_timestamp_seconds",
                "When the certificate of the listener expires",
                () -> expiry.get().getEpochSecond());
        Meters.gauge(
                "tls_files_stale",
                "Whether the files of the listener's certificate have changed and cannot be used",
                () -> stale.getAsBoolean() ? 1 : 0);
        Meters.count(
                "tls_handshake_failures",
                "Connections that were closed because their TLS handshake failed or took too long",
                owner,
                failedHandshakes);
    }
}
