package dev.connectorproxy.connector.postgres.session;

import dev.connectorproxy.toolkit.ConnectorSettings;
import java.time.Duration;
import java.util.Map;

/// Settings under `connectors.postgres_v2:`.
///
/// @param poolSize the maximum number of connections for one connection string (`pool-size`, 5)
/// @param pools the maximum number of connection strings with a pool (`pools`, 32)
/// @param idleTimeout after which an idle connection is closed (`idle-timeout`, `PT1M`)
/// @param connectTimeout how long connecting to one address may take (`connect-timeout`, `PT5S`)
/// @param maxRows the maximum number of rows in a result (`max-rows`, 10000)
/// @param maxBytes the maximum size of a result's JSON (`max-bytes`, `10 MiB`)
public record PostgresSettings(
        int poolSize,
        int pools,
        Duration idleTimeout,
        Duration connectTimeout,
        int maxRows,
        int maxBytes) {
    private static final int DEFAULT_BYTES = 10 << 20;
    private static final int MAX_BYTES = 256 << 20;

    public static PostgresSettings create(Map<String, String> settings) {
        return ConnectorSettings.read(
                settings,
                all ->
                        new PostgresSettings(
                                all.number("pool-size", 5, 1, 100),
                                all.number("pools", 32, 1, 1_000),
                                all.duration(
                                        "idle-timeout", Duration.ofMinutes(1), Duration.ofHours(1)),
                                all.duration(
                                        "connect-timeout",
                                        Duration.ofSeconds(5),
                                        Duration.ofMinutes(5)),
                                all.number("max-rows", 10_000, 1, 10_000_000),
                                all.bytes("max-bytes", DEFAULT_BYTES, MAX_BYTES)));
    }

    /// The maximum number of bytes that a server may send before they are processed. It exceeds `maxBytes` since a
    /// batch of rows may be larger than its JSON: `bytea` is hexadecimal in rows and base64 in JSON.
    long maxBufferedBytes() {
        return 2L * maxBytes + 1_048_576;
    }
}
