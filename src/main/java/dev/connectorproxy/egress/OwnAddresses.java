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

/// The addresses of this machine's own network interfaces, read again when the last reading is ten seconds old. An address
/// that only a router in front of the machine translates to it cannot be known here.
final class OwnAddresses implements Predicate<InetAddress> {
    private static final long FRESH = TimeUnit.SECONDS.toNanos(10);

    private record Reading(Set<InetAddress> addresses, long at) {}

    private volatile Reading last = read();

    @Override
    public boolean test(InetAddress address) {
        var reading = last;
        if (System.nanoTime() - reading.at() > FRESH) {
            reading = read(); // several threads may read at once, which costs little and needs no
            // lock
            last = reading;
        }
        return reading.addresses().contains(address);
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
