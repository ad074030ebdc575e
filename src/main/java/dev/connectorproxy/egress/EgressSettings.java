package dev.connectorproxy.egress;

import dev.connectorproxy.egress.connect.ClientTls;
import dev.connectorproxy.egress.connect.PoolSettings;
import dev.connectorproxy.egress.connect.ProxySettings;
import dev.connectorproxy.egress.target.AllowList;
import dev.connectorproxy.egress.target.InternationalHosts;
import dev.connectorproxy.settings.Section;
import java.time.Duration;
import java.util.Objects;

/// Settings under `egress:`.
///
/// @param allow the non-public targets that are allowed (`allow`): CIDR, host or host:port; default none
/// @param internationalHosts whether host names outside ASCII are converted (`international-hosts`, false)
/// @param timeouts the timeouts of requests and connections
/// @param limits the limits of connections, requests and sizes
/// @param proxy the HTTP proxies for outgoing requests; default none
/// @param tls trusted authorities and the client certificate
/// @param measuredTargets how many hosts have metrics of their own (`measured-targets`, 50)
public record EgressSettings(
        AllowList allow,
        InternationalHosts internationalHosts,
        Timeouts timeouts,
        Limits limits,
        ProxySettings proxy,
        ClientTls tls,
        int measuredTargets) {
    private static final int MIB = 1 << 20;
    private static final int MAX_COUNT = 1_000_000;

    public EgressSettings {
        Objects.requireNonNull(allow, "allow");
        Objects.requireNonNull(internationalHosts, "internationalHosts");
        Objects.requireNonNull(timeouts, "timeouts");
        Objects.requireNonNull(limits, "bounds");
        Objects.requireNonNull(proxy, "proxy");
        Objects.requireNonNull(tls, "tls");
    }

    public static EgressSettings create(Section egress) {
        return new EgressSettings(
                parseAllowList(egress),
                new InternationalHosts(egress.flag("international-hosts", false)),
                Timeouts.create(egress),
                Limits.create(egress),
                ProxySettings.create(egress),
                ClientTls.create(egress),
                egress.number("measured-targets", 50, 0, 1_000));
    }

    /// The same settings with the targets that the `allow` of another `egress` section names, in addition.
    public EgressSettings withAllowed(Section other) {
        return new EgressSettings(
                allow.union(parseAllowList(other)),
                internationalHosts,
                timeouts,
                limits,
                proxy,
                tls,
                measuredTargets);
    }

    /// The bounds of each connection pool.
    PoolSettings pool() {
        return new PoolSettings(
                limits.connections(), limits.perHost(), timeouts.idle(), limits.responseBytes());
    }

    private static AllowList parseAllowList(Section egress) {
        try {
            return AllowList.parse(egress.texts("allow"));
        } catch (IllegalArgumentException e) {
            throw egress.invalid(
                    "allow", "must list CIDR, host or host:port entries: " + e.getMessage());
        }
    }

    /// The timeouts of requests and connections.
    ///
    /// @param connect for TCP connect and TLS handshake with one address (`connect-timeout`, 5 s)
    /// @param dns for a DNS look-up (`dns-timeout`, 5 s)
    /// @param idle how long an idle connection is kept (`idle-timeout`, 10 s)
    public record Timeouts(Duration connect, Duration dns, Duration idle) {
        public Timeouts {
            requirePositive("connect-timeout", connect);
            requirePositive("dns-timeout", dns);
            requirePositive("idle-timeout", idle);
        }

        static Timeouts create(Section egress) {
            return new Timeouts(
                    egress.duration("connect-timeout", Duration.ofSeconds(5)),
                    egress.duration("dns-timeout", Duration.ofSeconds(5)),
                    egress.duration("idle-timeout", Duration.ofSeconds(10)));
        }
    }

    /// The limits of connections, requests and sizes.
    ///
    /// @param connections open connections in total (`connections`, 1024)
    /// @param perHost concurrent requests per origin (`per-host`, 256)
    /// @param perHostWaiting requests per origin that wait until another one ends (`per-host-waiting`, 64)
    /// @param perHostWait how long they wait before they fail (`per-host-wait`, 1 s)
    /// @param requestBytes the maximum size of a request body (`request-bytes`, 10 MiB)
    /// @param responseBytes the maximum size of a response body, encoded and decoded (`response-bytes`, 10 MiB)
    public record Limits(
            int connections,
            int perHost,
            int perHostWaiting,
            Duration perHostWait,
            int requestBytes,
            int responseBytes) {
        public Limits {
            requirePositive("connections", connections);
            requirePositive("per-host", perHost);
            requirePositive("per-host-waiting", perHostWaiting + 1);
            requirePositive("per-host-wait", perHostWait);
            requirePositive("request-bytes", requestBytes);
            requirePositive("response-bytes", responseBytes);
        }

        static Limits create(Section egress) {
            return new Limits(
                    egress.number("connections", 1_024, 1, MAX_COUNT),
                    egress.number("per-host", 256, 1, MAX_COUNT),
                    egress.number("per-host-waiting", 64, 0, MAX_COUNT),
                    egress.duration("per-host-wait", Duration.ofSeconds(1)),
                    egress.bytes("request-bytes", 10 * MIB),
                    egress.bytes("response-bytes", 10 * MIB));
        }
    }

    private static void requirePositive(String key, Duration value) {
        if (!value.isPositive()) {
            throw new IllegalArgumentException("egress." + key + " must be positive: " + value);
        }
    }

    private static void requirePositive(String key, int value) {
        if (value <= 0) {
            throw new IllegalArgumentException("egress." + key + " is too small");
        }
    }
}
