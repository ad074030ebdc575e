package dev.connectorproxy.connector.postgres.session;

import dev.connectorproxy.database.session.PoolLimits;
import dev.connectorproxy.database.session.ResultLimits;
import dev.connectorproxy.toolkit.ConnectorSettings;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Settings under `connectors.postgres_v2:`.
///
/// @param poolSize the maximum number of connections for one connection string (`pool-size`, 5)
/// @param pools the maximum number of connection strings with a pool (`pools`, 32)
/// @param idleTimeout after which an idle connection is closed (`idle-timeout`, `PT1M`)
/// @param connectTimeout how long connecting to one address may take (`connect-timeout`, `PT5S`)
/// @param maxRows the maximum number of rows in a result (`max-rows`, 10000)
/// @param maxBytes the maximum size of a result's JSON (`max-bytes`, `10 MiB`)
/// @param authorities certificates trusted in addition to those of the JDK (`ca-file`, none)
/// @param namedAuthorities certificates trusted instead of those, by the name that `sslrootcert` selects (`ca-files`, none)
public record PostgresSettings(
        int poolSize,
        int pools,
        Duration idleTimeout,
        Duration connectTimeout,
        int maxRows,
        int maxBytes,
        List<X509Certificate> authorities,
        Map<String, List<X509Certificate>> namedAuthorities) {
    private static final String NAMED = "ca-files";
    private static final String NAME = "[A-Za-z0-9_.-]{1,64}";
    private static final int DEFAULT_BYTES = 10 << 20;
    private static final int MAX_BYTES = 256 << 20;

    public PostgresSettings {
        authorities = List.copyOf(authorities);
        namedAuthorities = Map.copyOf(namedAuthorities);
    }

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
                                all.bytes("max-bytes", DEFAULT_BYTES, MAX_BYTES),
                                all.certificates("ca-file"),
                                namedAuthorities(all.list(NAMED, List.of()))));
    }

    private static Map<String, List<X509Certificate>> namedAuthorities(List<String> entries) {
        var named = new HashMap<String, List<X509Certificate>>();
        for (var entry : entries) {
            int equals = entry.indexOf('=');
            var name = equals < 0 ? "" : entry.substring(0, equals).strip();
            if (!name.matches(NAME) || name.equals("system") || named.containsKey(name)) {
                throw ConnectorSettings.invalid(
                        NAMED,
                        "must be different names, other than system, with their files, such as corp=/etc/tls/corp.pem");
            }
            var file = entry.substring(equals + 1).strip();
            named.put(name, ConnectorSettings.certificates(NAMED, file));
        }
        return named;
    }

    PoolLimits pool() {
        return new PoolLimits(poolSize, pools, idleTimeout);
    }

    ResultLimits limits() {
        return new ResultLimits(maxRows, maxBytes, "connectors.postgres_v2");
    }

    /// The maximum number of bytes that a server may send before they are processed. It exceeds `maxBytes` since a
    /// batch of rows may be larger than its JSON: `bytea` is hexadecimal in rows and base64 in JSON.
    long maxBufferedBytes() {
        return 2L * maxBytes + 1_048_576;
    }
}
