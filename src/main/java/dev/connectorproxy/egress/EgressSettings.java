package dev.connectorproxy.egress;

import dev.connectorproxy.settings.Section;
import java.time.Duration;
import java.util.Objects;

/// Settings under `egress:`.
///
/// @param allow what the operator opened: CIDR, host or host:port; by default nothing
/// @param timeouts how long things may take
/// @param bounds how much there may be at once
/// @param proxy the HTTP proxies between here and the outside world; by default none
/// @param tls whom to trust and who we are
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

    /// The settings of the node `egress`.
    public static EgressSettings create(Section egress) {
        return new EgressSettings(
                allow(egress),
                Timeouts.create(egress),
                Bounds.create(egress),
                ProxySettings.create(egress),
                ClientTls.create(egress));
    }

    /// The same with more that is opened: what the section `egress` of somebody else allows.
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

    /// How long things may take.
    ///
    /// @param connect TCP connect and TLS handshake to one address (`connect-timeout`, 5 s)
    /// @param dns a name look-up (`dns-timeout`, 5 s)
    /// @param idle how long an unused connection is kept (`idle-timeout`, 10 s)
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

    /// How much there may be at once.
    ///
    /// @param connections open connections in all (`connections`, 1024)
    /// @param perHost requests in flight per scheme, host and port (`per-host`, 256)
    /// @param perHostWaiting requests that wait for one of those places (`per-host-waiting`, 64)
    /// @param perHostWait how long they wait before they are refused (`per-host-wait`, 1 s)
    /// @param requestBytes the largest body sent (`request-bytes`, 10 MiB)
    /// @param responseBytes the largest answer, on the wire and decoded (`response-bytes`, 10 MiB)
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
