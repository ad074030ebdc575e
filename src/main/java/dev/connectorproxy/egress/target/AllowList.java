package dev.connectorproxy.egress.target;

import dev.connectorproxy.spi.ConnectorException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/// The non-public targets that the operator allows, from the entries of `egress.allow`: `10.1.2.0/24`, `10.1.2.3`,
/// `10.1.2.3:8080`, `[::1]:8080`, `intranet`, `wiki.corp:8080`. An entry without a port allows every port. Immutable.
public final class AllowList {
    private static final int EVERY_PORT = 0;
    private static final int MAX_PORT = 65_535;

    private record Name(String host, int port) {}

    private record Range(Cidr block, int port) {}

    private final Set<Name> names = new HashSet<>(); // filled by the constructor, then only read
    private final List<Range> ranges = new ArrayList<>(); // likewise

    private AllowList(List<String> entries) {
        entries.forEach(this::add);
    }

    /// Parses the entries.
    ///
    /// @throws IllegalArgumentException that names the malformed entry
    public static AllowList parse(List<String> entries) {
        return new AllowList(entries);
    }

    public AllowList union(AllowList other) {
        var both = new AllowList(List.of());
        both.names.addAll(names);
        both.names.addAll(other.names);
        both.ranges.addAll(ranges);
        both.ranges.addAll(other.ranges);
        return both;
    }

    /// Whether an entry allows exactly this host, whatever its addresses are.
    public boolean allows(String host, int port) {
        return names.contains(new Name(host, port)) || names.contains(new Name(host, EVERY_PORT));
    }

    /// Whether an entry allows this address.
    boolean allows(InetAddress address, int port) {
        if (ranges.isEmpty()) {
            return false;
        }
        var bits = Cidr.toBytes(address);
        return ranges.stream()
                .anyMatch(range -> coversPort(range, port) && range.block().contains(bits));
    }

    /// Whether an entry allows some address on this port, so that a name must be resolved before the port can be
    /// judged.
    boolean allowsSomeAddress(int port) {
        return ranges.stream().anyMatch(range -> coversPort(range, port));
    }

    private static boolean coversPort(Range range, int port) {
        return range.port() == EVERY_PORT || range.port() == port;
    }

    private void add(String entry) {
        try {
            if (entry.indexOf('/') >= 0) {
                ranges.add(new Range(Cidr.parse(entry), EVERY_PORT));
                return;
            }
            var port = parsePort(entry);
            var host =
                    parseHost(port.isEmpty() ? entry : entry.substring(0, entry.lastIndexOf(':')));
            if (host.address().isEmpty()) {
                names.add(new Name(host.text(), port.orElse(EVERY_PORT)));
                return;
            }
            ranges.add(new Range(Cidr.parse(host.text()), port.orElse(EVERY_PORT)));
        } catch (ConnectorException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "\""
                            + entry
                            + "\" is not a CIDR, host or host:port, such as 10.1.2.0/24 or wiki.corp:8080: "
                            + e.getMessage(),
                    e);
        }
    }

    private static TargetHost parseHost(String text) {
        return text.startsWith("[") ? TargetHost.parse(text) : TargetHost.parseUnbracketed(text);
    }

    /// The port after the last colon, unless that colon is within an IPv6 address without brackets.
    private static OptionalInt parsePort(String entry) {
        var colon = entry.lastIndexOf(':');
        if (colon < 0
                || entry.endsWith("]")
                || (!entry.startsWith("[") && entry.indexOf(':') < colon)) {
            return OptionalInt.empty();
        }
        var port = Ascii.parseNumber(entry.substring(colon + 1), 1, MAX_PORT);
        if (port.isEmpty()) {
            throw new IllegalArgumentException("its port is not a whole number from 1 to 65535");
        }
        return port;
    }
}
