package dev.connectorproxy.connector.postgres;

import static dev.connectorproxy.connector.postgres.Refusal.invalid;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// The keys of libpq, judged one by one. What would read files of this machine, lend its identity or weaken the connection
/// unseen is refused, and so is whatever is unknown.
final class ConnectionKeys {
    /// Read from files, or the proxy's own identity.
    private static final Set<String> NOT_OFFERED =
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

    /// Of no consequence here.
    private static final Set<String> IGNORED =
            Set.of(
                    "keepalives",
                    "keepalives_idle",
                    "keepalives_interval",
                    "keepalives_count",
                    "tcp_user_timeout");

    private static final Map<String, Set<String>> CHOICES =
            Map.of(
                    "sslmode",
                    Set.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full"),
                    "gssencmode",
                    Set.of("disable", "prefer"),
                    "sslcompression",
                    Set.of("0"),
                    "sslsni",
                    Set.of("1"),
                    "sslrootcert",
                    Set.of("system"),
                    "sslnegotiation",
                    Set.of("postgres", "direct"),
                    "channel_binding",
                    Set.of("disable", "prefer", "require"),
                    "load_balance_hosts",
                    Set.of("disable", "random"),
                    "client_encoding",
                    Set.of("utf8", "UTF8", "utf-8", "UTF-8", "unicode", "auto"));

    private static final Set<String> READ =
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
                    "target_session_attrs",
                    "require_auth");

    private ConnectionKeys() {}

    /// Refuses a key, or a value that its key does not have.
    static void judge(String key, String value) {
        if (value.indexOf('\0') >= 0) {
            throw invalid("database_connection_str holds the character U+0000");
        }
        if (NOT_OFFERED.contains(key)) {
            throw invalid(
                    "database_connection_str may not have '" + key + "': it is not offered here");
        }
        var choices = CHOICES.get(key);
        if (choices != null && !value.isEmpty() && !choices.contains(value)) {
            throw invalid(
                    "%s of database_connection_str must be %s"
                            .formatted(
                                    key, String.join(" or ", choices.stream().sorted().toList())));
        }
        if (choices == null && !READ.contains(key) && !IGNORED.contains(key)) {
            // not named: it may be a piece of a password that lacks its quotes
            throw invalid(
                    "database_connection_str has a key that is unknown; there are "
                            + String.join(", ", new TreeSet<>(READ))
                            + ", "
                            + String.join(", ", new TreeSet<>(CHOICES.keySet())));
        }
    }
}
