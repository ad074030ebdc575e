package dev.connectorproxy.egress.target;

import java.math.BigInteger;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/// Which addresses are public, implemented independently of [AddressRanges]: intervals from first to last address,
/// copied from the IANA registries.
final class PublicAddressOracle {
    record Interval(BigInteger first, BigInteger last) {
        boolean contains(BigInteger number) {
            return first.compareTo(number) <= 0 && number.compareTo(last) <= 0;
        }
    }

    static final List<Interval> NOT_PUBLIC_V4 =
            Stream.of(
                            "0.0.0.0-0.255.255.255",
                            "10.0.0.0-10.255.255.255",
                            "100.64.0.0-100.127.255.255",
                            "127.0.0.0-127.255.255.255",
                            "168.63.129.16-168.63.129.16",
                            "169.254.0.0-169.254.255.255",
                            "172.16.0.0-172.31.255.255",
                            "192.0.0.0-192.0.0.255",
                            "192.0.2.0-192.0.2.255",
                            "192.88.99.0-192.88.99.255",
                            "192.168.0.0-192.168.255.255",
                            "198.18.0.0-198.19.255.255",
                            "198.51.100.0-198.51.100.255",
                            "203.0.113.0-203.0.113.255",
                            "224.0.0.0-255.255.255.255")
                    .map(PublicAddressOracle::interval)
                    .toList();

    static final Interval GLOBAL_V6 = interval("2000::-3fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff");

    static final List<Interval> NOT_PUBLIC_IN_GLOBAL_V6 =
            Stream.of(
                            "2001::-2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff",
                            "2001:db8::-2001:db8:ffff:ffff:ffff:ffff:ffff:ffff",
                            "2002::-2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
                            "3fff::-3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff")
                    .map(PublicAddressOracle::interval)
                    .toList();

    private static final BigInteger MAPPED = BigInteger.valueOf(0xFFFF);

    private PublicAddressOracle() {}

    static boolean isPublic(InetAddress address) {
        var number = number(address);
        if (address.getAddress().length == 4) {
            return isPublicV4(number);
        }
        if (number.shiftRight(32).equals(MAPPED)) {
            return isPublicV4(number.subtract(MAPPED.shiftLeft(32)));
        }
        return GLOBAL_V6.contains(number)
                && NOT_PUBLIC_IN_GLOBAL_V6.stream()
                        .noneMatch(interval -> interval.contains(number));
    }

    static BigInteger number(InetAddress address) {
        return new BigInteger(1, address.getAddress());
    }

    private static boolean isPublicV4(BigInteger number) {
        return NOT_PUBLIC_V4.stream().noneMatch(interval -> interval.contains(number));
    }

    private static Interval interval(String text) {
        var ends = text.split("-");
        return new Interval(
                number(InetAddress.ofLiteral(ends[0])), number(InetAddress.ofLiteral(ends[1])));
    }
}
