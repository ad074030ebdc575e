package dev.connectorproxy.egress.target;

import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Whether an address belongs to a network interface of this machine; the list is refreshed every ten seconds. A public
/// address that a router translates to this machine (NAT) is not detected. Thread-safe.
final class LocalAddresses implements Predicate<InetAddress> {
    private static final long MAX_AGE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private record Snapshot(Set<InetAddress> addresses, long takenAt) {}

    private volatile Snapshot snapshot = read();

    @Override
    public boolean test(InetAddress address) {
        var current = snapshot;
        if (System.nanoTime() - current.takenAt() > MAX_AGE_NANOS) {
            current = read(); // without a lock: concurrent refreshes are cheap
            snapshot = current;
        }
        return current.addresses().contains(address);
    }

    private static Snapshot read() {
        try {
            var addresses =
                    NetworkInterface.networkInterfaces()
                            .flatMap(NetworkInterface::inetAddresses)
                            .collect(Collectors.toUnmodifiableSet());
            return new Snapshot(addresses, System.nanoTime());
        } catch (SocketException e) {
            throw new ConnectorException(
                    ErrorCode.CONNECTION_ERROR, "the addresses of this machine cannot be read", e);
        }
    }
}
