package dev.connectorproxy.egress.target;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/// All address ranges that are not public unicast, from IANA's special-purpose registries (RFC 6890, RFC 8190) and the
/// RFC named in each row. The predicates of [InetAddress] cover less than half of them. Ranges that the registries call
/// globally reachable are listed only if they lie inside a reserved range or embed another address.
final class AddressRanges {
    private record Range(Cidr block, String name) {}

    private static final List<Range> V4 =
            List.of(
                    range("0.0.0.0/8", "this network (RFC 791)"),
                    range("10.0.0.0/8", "private use (RFC 1918)"),
                    range("100.64.0.0/10", "shared address space (RFC 6598)"),
                    range("127.0.0.0/8", "loopback (RFC 1122)"),
                    range(
                            "168.63.129.16/32",
                            "platform address of Microsoft Azure"), // reachable inside Azure only
                    range("169.254.0.0/16", "link-local (RFC 3927)"),
                    range("172.16.0.0/12", "private use (RFC 1918)"),
                    range("192.0.0.0/24", "IETF protocol assignments (RFC 6890)"),
                    range("192.0.2.0/24", "documentation (RFC 5737)"),
                    range("192.88.99.0/24", "6to4 relay anycast (RFC 7526)"),
                    range("192.168.0.0/16", "private use (RFC 1918)"),
                    range("198.18.0.0/15", "benchmarking (RFC 2544)"),
                    range("198.51.100.0/24", "documentation (RFC 5737)"),
                    range("203.0.113.0/24", "documentation (RFC 5737)"),
                    range("224.0.0.0/4", "multicast (RFC 5771)"),
                    range("255.255.255.255/32", "limited broadcast (RFC 919)"),
                    range("240.0.0.0/4", "reserved (RFC 1112)"));

    private static final Cidr GLOBAL_V6 =
            Cidr.parse("2000::/3"); // RFC 4291, section 2.4; IANA assigns only from here

    private static final List<Range> INSIDE_GLOBAL_V6 =
            List.of(
                    range("2001::/32", "Teredo (RFC 4380)"),
                    range("2001:2::/48", "benchmarking (RFC 5180)"),
                    range("2001:10::/28", "ORCHID (RFC 4843)"),
                    range("2001:20::/28", "ORCHIDv2 (RFC 7343)"),
                    range("2001:30::/28", "drone remote identification (RFC 9374)"),
                    range("2001::/23", "IETF protocol assignments (RFC 2928)"),
                    range("2001:db8::/32", "documentation (RFC 3849)"),
                    range("2002::/16", "6to4 (RFC 3056)"),
                    range("3fff::/20", "documentation (RFC 9637)"));

    private static final List<Range> OUTSIDE_GLOBAL_V6 =
            List.of(
                    range("::/128", "unspecified (RFC 4291)"),
                    range("::1/128", "loopback (RFC 4291)"),
                    range("::/96", "IPv4-compatible (RFC 4291)"),
                    range("::ffff:0:0:0/96", "IPv4-translated (RFC 2765)"),
                    range("64:ff9b::/96", "NAT64 (RFC 6052)"),
                    range("64:ff9b:1::/48", "local NAT64 (RFC 8215)"),
                    range("100::/64", "discard only (RFC 6666)"),
                    range("100:0:0:1::/64", "dummy prefix (RFC 9780)"),
                    range("5f00::/16", "segment routing (RFC 9602)"),
                    range("fc00::/7", "unique local (RFC 4193)"),
                    range("fe80::/10", "link-local (RFC 4291)"),
                    range("fec0::/10", "site-local (RFC 3879)"),
                    range("ff00::/8", "multicast (RFC 4291)"),
                    range("::/0", "not global unicast (RFC 4291)"));

    private AddressRanges() {}

    /// The name of the non-public range that contains this address; empty when the address is public.
    static Optional<String> nonPublicRange(InetAddress address) {
        var bits = Cidr.toBytes(address);
        if (bits.length == 4) {
            return find(V4, bits);
        }
        return find(GLOBAL_V6.contains(bits) ? INSIDE_GLOBAL_V6 : OUTSIDE_GLOBAL_V6, bits);
    }

    private static Optional<String> find(List<Range> rows, byte[] bits) {
        return rows.stream().filter(row -> row.block().contains(bits)).map(Range::name).findFirst();
    }

    private static Range range(String block, String name) {
        return new Range(Cidr.parse(block), name);
    }
}
