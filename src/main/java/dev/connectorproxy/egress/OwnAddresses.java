package dev.connectorproxy.egress;

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
final class OwnAddresses implements Predicate<InetAddress> {
    private static final long FRESH = TimeUnit.SECONDS.toNanos(10);

    private record Reading(Set<InetAddress> addresses, long at) {}

    private volatile Reading last = read();

    @Override
    public boolean test(InetAddress address) {
        var current = last;
        if (System.nanoTime() - current.at() > FRESH) {
            current = read(); // without a lock: concurrent refreshes are cheap
            last = current;
        }
        return current.addresses().contains(address);
    }

    private static Reading read() {
        try {
            var addresses =
                    NetworkInterface.networkInterfaces()
                            .flatMap(NetworkInterface::inetAddresses)
                            .collect(Collectors.toUnmodifiableSet());
            return new Reading(addresses, System.nanoTime());
        } catch (SocketException e) {
            throw new ConnectorException(
                    ErrorCode.CONNECTION_ERROR, "the addresses of this machine cannot be read", e);
        }
    }
}
