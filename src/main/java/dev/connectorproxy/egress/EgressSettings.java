package dev.connectorproxy.egress;

import dev.connectorproxy.settings.Section;
import java.time.Duration;
import java.util.Objects;

/// Settings under `egress:`.
///
/// @param allow the non-public targets that are allowed (`allow`): CIDR, host or host:port; default none
/// @param timeouts the timeouts of requests and connections
/// @param limits the limits of connections, requests and sizes
/// @param proxy the HTTP proxies for outgoing requests; default none
/// @param tls trusted authorities and the client certificate
public record EgressSettings(
        AllowList allow, Timeouts timeouts, Bounds bounds, ProxySettings proxy, ClientTls tls) {
    private static final int MIB = 1 << 20;
    private static final int MOST = 1_000_000;

    public EgressSettings {
        Objects.requireNonNull(allow, "allow");
        Objects.requireNonNull(timeouts, "timeouts");
        Objects.requireNonNull(bounds, "bounds");
        Objects.requireNonNull(proxy, "proxy");
        Objects.requireNonNull(tls, "tls");
    }

    /// Reads the section `egress`.
    public static EgressSettings create(Section egress) {
        return new EgressSettings(
                allow(egress),
                Timeouts.create(egress),
                Bounds.create(egress),
                ProxySettings.create(egress),
                ClientTls.create(egress));
    }

    /// The same settings with the targets that the `allow` of another `egress` section names, in addition.
    public EgressSettings alsoAllowing(Section other) {
        return new EgressSettings(allow.and(allow(other)), timeouts, bounds, proxy, tls);
    }

    private static AllowList allow(Section egress) {
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
            positive("connect-timeout", connect);
            positive("dns-timeout", dns);
            positive("idle-timeout", idle);
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
    public record Bounds(
            int connections,
            int perHost,
            int perHostWaiting,
            Duration perHostWait,
            int requestBytes,
            int responseBytes) {
        public Bounds {
            positive("connections", connections);
            positive("per-host", perHost);
            positive("per-host-waiting", perHostWaiting + 1);
            positive("per-host-wait", perHostWait);
            positive("request-bytes", requestBytes);
            positive("response-bytes", responseBytes);
        }

        static Bounds create(Section egress) {
            return new Bounds(
                    egress.number("connections", 1_024, 1, MOST),
                    egress.number("per-host", 256, 1, MOST),
                    egress.number("per-host-waiting", 64, 0, MOST),
                    egress.duration("per-host-wait", Duration.ofSeconds(1)),
                    egress.bytes("request-bytes", 10 * MIB),
                    egress.bytes("response-bytes", 10 * MIB));
        }
    }

    private static void positive(String key, Duration value) {
        if (!value.isPositive()) {
            throw new IllegalArgumentException("egress." + key + " must be positive: " + value);
        }
    }

    private static void positive(String key, int value) {
        if (value <= 0) {
            throw new IllegalArgumentException("egress." + key + " is too small");
        }
    }
}
