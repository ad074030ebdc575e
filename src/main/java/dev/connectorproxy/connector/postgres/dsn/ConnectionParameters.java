package dev.connectorproxy.connector.postgres.dsn;

import static dev.connectorproxy.database.statement.SqlArgumentErrors.invalid;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// The parameter keywords of libpq and their permitted values. Those that would read files of this machine, use its
/// identity or silently weaken the connection are refused, and so are unknown ones.
final class ConnectionParameters {
    /// Keywords that read files, use the proxy's identity, or are not supported.
    private static final Set<String> UNSUPPORTED =
            Set.of(
                    "passfile",
                    "service",
                    "servicefile",
                    "sslkey",
                    "sslcert",
                    "sslpassword",
                    "sslcrl",
                    "sslcrldir",
                    "sslcertmode",
                    "sslkeylogfile",
                    "requirepeer",
                    "krbsrvname",
                    "gsslib",
                    "gssdelegation",
                    "replication",
                    "ssl_min_protocol_version",
                    "ssl_max_protocol_version",
                    "min_protocol_version",
                    "max_protocol_version",
                    "oauth_issuer",
                    "oauth_client_id",
                    "oauth_client_secret",
                    "oauth_scope",
                    "scram_client_key",
                    "scram_server_key");

    /// Accepted, without effect here.
    private static final Set<String> IGNORED =
            Set.of(
                    "keepalives",
                    "keepalives_idle",
                    "keepalives_interval",
                    "keepalives_count",
                    "tcp_user_timeout");

    private static final Map<String, Set<String>> ALLOWED_VALUES =
            Map.of(
                    "sslmode",
                    Set.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full"),
                    "gssencmode",
                    Set.of("disable", "prefer"),
                    "sslcompression",
                    Set.of("0"),
                    "sslsni",
                    Set.of("1"),
                    "sslnegotiation",
                    Set.of("postgres", "direct"),
                    "channel_binding",
                    Set.of("disable", "prefer", "require"),
                    "load_balance_hosts",
                    Set.of("disable", "random"),
                    "client_encoding",
                    Set.of("utf8", "UTF8", "utf-8", "UTF-8", "unicode", "auto"));

    private static final Set<String> SUPPORTED =
            Set.of(
                    "host",
                    "hostaddr",
                    "port",
                    "dbname",
                    "user",
                    "password",
                    "connect_timeout",
                    "application_name",
                    "fallback_application_name",
                    "options",
                    "sslrootcert",
                    "target_session_attrs",
                    "require_auth");

    private ConnectionParameters() {}

    static void check(String key, String value) {
        if (value.indexOf('\0') >= 0) {
            throw invalid("database_connection_str holds the character U+0000");
        }
        if (UNSUPPORTED.contains(key)) {
            throw invalid(
                    "database_connection_str may not have '" + key + "': it is not offered here");
        }
        var allowed = ALLOWED_VALUES.get(key);
        if (allowed != null && !value.isEmpty() && !allowed.contains(value)) {
            throw invalid(
                    "%s of database_connection_str must be %s"
                            .formatted(
                                    key, String.join(" or ", allowed.stream().sorted().toList())));
        }
        if (allowed == null && !SUPPORTED.contains(key) && !IGNORED.contains(key)) {
            // not quoted: it may be a part of a password without quotes
            throw invalid(
                    "database_connection_str has a key that is unknown; there are "
                            + String.join(", ", new TreeSet<>(SUPPORTED))
                            + ", "
                            + String.join(", ", new TreeSet<>(ALLOWED_VALUES.keySet())));
        }
    }
}
