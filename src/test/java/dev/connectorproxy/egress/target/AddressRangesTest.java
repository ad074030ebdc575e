package dev.connectorproxy.egress.target;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.math.BigInteger;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRangesTest {

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "0.0.0.0, this network (RFC 791)",
        "10.1.2.3, private use (RFC 1918)",
        "100.100.100.200, shared address space (RFC 6598)",
        "127.0.0.1, loopback (RFC 1122)",
        "168.63.129.16, platform address of Microsoft Azure",
        "169.254.169.254, link-local (RFC 3927)",
        "172.31.255.255, private use (RFC 1918)",
        "192.0.0.192, IETF protocol assignments (RFC 6890)",
        "192.0.2.1, documentation (RFC 5737)",
        "192.88.99.1, 6to4 relay anycast (RFC 7526)",
        "192.168.0.1, private use (RFC 1918)",
        "198.19.0.1, benchmarking (RFC 2544)",
        "198.51.100.1, documentation (RFC 5737)",
        "203.0.113.1, documentation (RFC 5737)",
        "239.0.0.1, multicast (RFC 5771)",
        "240.0.0.1, reserved (RFC 1112)",
        "255.255.255.255, limited broadcast (RFC 919)",
        "::, unspecified (RFC 4291)",
        "::1, loopback (RFC 4291)",
        "::7f00:1, IPv4-compatible (RFC 4291)",
        "::ffff:0:7f00:1, IPv4-translated (RFC 2765)",
        "64:ff9b::808:808, NAT64 (RFC 6052)",
        "64:ff9b:1::1, local NAT64 (RFC 8215)",
        "100::1, discard only (RFC 6666)",
        "100:0:0:1::1, dummy prefix (RFC 9780)",
        "2001::1, Teredo (RFC 4380)",
        "2001:2::1, benchmarking (RFC 5180)",
        "2001:10::1, ORCHID (RFC 4843)",
        "2001:20::1, ORCHIDv2 (RFC 7343)",
        "2001:30::1, drone remote identification (RFC 9374)",
        "2001:1::1, IETF protocol assignments (RFC 2928)",
        "2001:db8::1, documentation (RFC 3849)",
        "2002:808:808::1, 6to4 (RFC 3056)",
        "3fff::1, documentation (RFC 9637)",
        "5f00::1, segment routing (RFC 9602)",
        "fd00:ec2::254, unique local (RFC 4193)",
        "fe80::1, link-local (RFC 4291)",
        "fec0::1, site-local (RFC 3879)",
        "ff02::1, multicast (RFC 4291)",
        "4000::1, not global unicast (RFC 4291)",
        "200::1, not global unicast (RFC 4291)",
    })
    void namesTheRangeOfANonPublicAddress(String address, String range) {
        assertThat(
                AddressRanges.nonPublicRange(InetAddress.ofLiteral(address)),
                is(Optional.of(range)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8.8.8.8",
                "::ffff:8.8.8.8",
                "2606:4700:4700::1111",
                "2620:4f:8000::1",
                "192.31.196.1"
            })
    void findsNoRangeForPublicAddresses(String address) {
        assertThat(
                AddressRanges.nonPublicRange(InetAddress.ofLiteral(address)), is(Optional.empty()));
    }

    static Stream<PublicAddressOracle.Interval> intervals() {
        return Stream.concat(
                Stream.concat(
                        PublicAddressOracle.NOT_PUBLIC_V4.stream(),
                        PublicAddressOracle.NOT_PUBLIC_IN_GLOBAL_V6.stream()),
                Stream.of(PublicAddressOracle.GLOBAL_V6));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("intervals")
    void agreesWithTheRegistriesOnBothSidesOfEveryEdge(PublicAddressOracle.Interval interval)
            throws UnknownHostException {
        var length = interval.last().bitLength() > 32 ? 16 : 4;

        for (var edge : new BigInteger[] {interval.first(), interval.last()}) {
            for (var step = -2; step <= 2; step++) {
                var number =
                        edge.add(BigInteger.valueOf(step))
                                .mod(BigInteger.ONE.shiftLeft(8 * length));
                var address = InetAddress.getByAddress(bytes(number, length));
                assertThat(
                        address.toString(),
                        AddressRanges.nonPublicRange(address).isEmpty(),
                        is(PublicAddressOracle.isPublic(address)));
            }
        }
    }

    /// The JDK converts most mapped addresses to IPv4, but not those created with a scope.
    @Test
    void judgesAMappedAddressAsItsIpv4AddressWhateverItsClass() throws UnknownHostException {
        var loopback = Inet6Address.getByAddress("x", mapped(127, 0, 0, 1), 0);
        var resolver = Inet6Address.getByAddress("x", mapped(8, 8, 8, 8), 0);

        assertThat(loopback.getAddress().length, is(16));
        assertThat(AddressRanges.nonPublicRange(loopback), is(Optional.of("loopback (RFC 1122)")));
        assertThat(AddressRanges.nonPublicRange(resolver), is(Optional.empty()));
    }

    private static byte[] mapped(int... four) {
        var bytes = new byte[16];
        bytes[10] = -1;
        bytes[11] = -1;
        for (var i = 0; i < 4; i++) {
            bytes[12 + i] = (byte) four[i];
        }
        return bytes;
    }

    static byte[] bytes(BigInteger number, int length) {
        var raw = number.toByteArray();
        var bytes = new byte[length];
        for (var i = 1; i <= Math.min(raw.length, length); i++) {
            bytes[length - i] = raw[raw.length - i];
        }
        return bytes;
    }
}
