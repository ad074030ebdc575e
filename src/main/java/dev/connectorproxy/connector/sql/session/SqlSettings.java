package dev.connectorproxy.connector.sql.session;

import dev.connectorproxy.connector.sql.target.OtherDriver;
import dev.connectorproxy.database.session.PoolLimits;
import dev.connectorproxy.database.session.ResultLimits;
import dev.connectorproxy.toolkit.ConnectorSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Settings under `connectors.sql:`.
///
/// @param pool `pool-size` (5), `pools` (32) and `idle-timeout` (`PT1M`), as for PostgreSQL
/// @param connectTimeout how long connecting to one address may take (`connect-timeout`, `PT5S`)
/// @param limits `max-rows` (10000) and `max-bytes` (`10 MiB`) of a result
/// @param authorities certificates trusted in addition to those of the JDK (`ca-file`, none)
/// @param drivers further drivers that calls may use, with the properties that they may set (`drivers`, none)
/// @param driversDirectory the directory with the jars of drivers (`drivers-directory`, none)
public record SqlSettings(
        PoolLimits pool,
        Duration connectTimeout,
        ResultLimits limits,
        List<X509Certificate> authorities,
        List<OtherDriver> drivers,
        Optional<Path> driversDirectory) {
    private static final String DRIVERS = "drivers";
    private static final String DIRECTORY = "drivers-directory";
    private static final int DEFAULT_BYTES = 10 << 20;
    private static final int MAX_BYTES = 256 << 20;

    public SqlSettings {
        authorities = List.copyOf(authorities);
        drivers = List.copyOf(drivers);
    }

    public static SqlSettings create(Map<String, String> settings) {
        return ConnectorSettings.read(
                settings,
                all ->
                        new SqlSettings(
                                new PoolLimits(
                                        all.number("pool-size", 5, 1, 100),
                                        all.number("pools", 32, 1, 1_000),
                                        all.duration(
                                                "idle-timeout",
                                                Duration.ofMinutes(1),
                                                Duration.ofHours(1))),
                                all.duration(
                                        "connect-timeout",
                                        Duration.ofSeconds(5),
                                        Duration.ofMinutes(5)),
                                new ResultLimits(
                                        all.number("max-rows", 10_000, 1, 10_000_000),
                                        all.bytes("max-bytes", DEFAULT_BYTES, MAX_BYTES),
                                        "connectors.sql"),
                                all.certificates("ca-file"),
                                all.list(DRIVERS, List.of()).stream()
                                        .map(entry -> OtherDriver.parse(DRIVERS, entry))
                                        .toList(),
                                all.text(DIRECTORY).map(SqlSettings::directory)));
    }

    /// The maximum number of bytes that a server may send before they are processed: rows may be larger than their JSON.
    long maxBufferedBytes() {
        return 2L * limits.maxBytes() + 1_048_576;
    }

    private static Path directory(String text) {
        var path = Path.of(text);
        if (!Files.isDirectory(path)) {
            throw ConnectorSettings.invalid(DIRECTORY, "must be a directory");
        }
        return path;
    }
}
