package dev.connectorproxy.egress.target;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/// Generates addresses, mostly at the edges of ranges, and IPv6 addresses that embed an IPv4 address.
final class AddressGenerator {
    private static final BigInteger V4_SIZE = BigInteger.ONE.shiftLeft(32);
    private static final BigInteger V6_SIZE = BigInteger.ONE.shiftLeft(128);

    private final SplittableRandom random;

    AddressGenerator(SplittableRandom random) {
        this.random = random;
    }

    /// An IPv4 address as two groups of an IPv6 address.
    static String hex(InetAddress four) {
        var b = four.getAddress();
        return "%02x%02x:%02x%02x".formatted(b[0], b[1], b[2], b[3]);
    }

    InetAddress address() {
        return switch (random.nextInt(3)) {
            case 0 -> ipv4();
            case 1 -> ipv6();
            default -> embedded();
        };
    }

    InetAddress publicAddress() {
        while (true) {
            var address =
                    oneIn(3)
                            ? number(random.nextInt(), 16, pick("2400", "2600", "2a00", "2001"))
                            : number(BigInteger.valueOf(random.nextInt(1 << 30)).shiftLeft(2), 4);
            if (PublicAddressOracle.isPublic(address)) {
                return address;
            }
        }
    }

    InetAddress ipv4() {
        if (oneIn(4)) {
            return number(BigInteger.valueOf(random.nextLong(1L << 32)), 4);
        }
        return number(near(PublicAddressOracle.NOT_PUBLIC_V4, V4_SIZE), 4);
    }

    InetAddress ipv6() {
        if (oneIn(4)) {
            return number(new BigInteger(1, bytes(16)), 16);
        }
        var intervals =
                Stream.concat(
                        PublicAddressOracle.NOT_PUBLIC_IN_GLOBAL_V6.stream(),
                        Stream.of(PublicAddressOracle.GLOBAL_V6));
        return number(near(intervals.toList(), V6_SIZE), 16);
    }

    /// An IPv6 address that embeds an IPv4 address, in one of the known formats.
    InetAddress embedded() {
        var four = hex(ipv4());
        var text =
                pick(
                        "::ffff:%s",
                        "::%s",
                        "::ffff:0:%s",
                        "64:ff9b::%s",
                        "64:ff9b:1::%s",
                        "2002:%s::1",
                        "2001:0:%s::1",
                        "2600::5efe:%s");
        return InetAddress.ofLiteral(text.formatted(four));
    }

    private BigInteger near(List<PublicAddressOracle.Interval> intervals, BigInteger size) {
        var interval = intervals.get(random.nextInt(intervals.size()));
        var width = interval.last().subtract(interval.first()).add(BigInteger.ONE);
        var at =
                switch (random.nextInt(3)) {
                    case 0 -> interval.first().add(BigInteger.valueOf(random.nextInt(-2, 3)));
                    case 1 -> interval.last().add(BigInteger.valueOf(random.nextInt(-2, 3)));
                    default -> interval.first().add(new BigInteger(1, bytes(16)).mod(width));
                };
        return at.mod(size);
    }

    private static InetAddress number(int low, int length, String first) {
        return number(
                new BigInteger(first, 16)
                        .shiftLeft(112)
                        .add(BigInteger.valueOf(low & 0xFFFF_FFFFL).shiftLeft(64)),
                length);
    }

    private static InetAddress number(BigInteger number, int length) {
        try {
            return InetAddress.getByAddress(AddressRangesTest.bytes(number, length));
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean oneIn(int in) {
        return random.nextInt(in) == 0;
    }

    private String pick(String... texts) {
        return texts[random.nextInt(texts.length)];
    }

    private byte[] bytes(int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
