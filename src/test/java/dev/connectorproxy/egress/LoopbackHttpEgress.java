package dev.connectorproxy.egress;

import dev.connectorproxy.egress.EgressSettings.Limits;
import dev.connectorproxy.egress.EgressSettings.Timeouts;
import dev.connectorproxy.egress.connect.ClientTls;
import dev.connectorproxy.egress.connect.ProxySettings;
import dev.connectorproxy.egress.target.AllowList;
import dev.connectorproxy.egress.target.InternationalHosts;
import dev.connectorproxy.spi.Call;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The real egress with loopback allowed, for tests of other packages.
public final class LoopbackHttpEgress {
    private static final int MIB = 1 << 20;

    /// The JDK's authorities, and no client certificate.
    public static final ClientTls TLS = new ClientTls(List.of(), List.of(), Optional.empty());

    private LoopbackHttpEgress() {}

    /// The caller closes it.
    public static HttpEgress create() {
        var settings =
                new EgressSettings(
                        AllowList.parse(List.of("127.0.0.0/8", "localhost")),
                        InternationalHosts.REFUSED,
                        new Timeouts(
                                Duration.ofSeconds(20),
                                Duration.ofSeconds(20),
                                Duration.ofSeconds(10)),
                        new Limits(1_024, 256, 64, Duration.ofSeconds(1), 10 * MIB, 10 * MIB),
                        ProxySettings.NONE,
                        TLS,
                        0);
        return HttpEgress.create(settings);
    }

    /// A call with this much time left.
    public static Call call(Duration time) {
        long deadline = System.nanoTime() + time.toNanos();
        return new Call("test", false, Optional.empty(), deadline, Call.Trail.NONE);
    }
}
