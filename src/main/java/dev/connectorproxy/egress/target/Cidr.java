package dev.connectorproxy.egress.target;

import java.math.BigInteger;
import java.net.InetAddress;
import java.util.Arrays;

/// A block of addresses of one family, such as `10.0.0.0/8`. Addresses are passed as [#toBytes], so that the bytes are
/// extracted once for all blocks that an address is compared with.
public final class Cidr {
    private static final int V6_BYTES = 16;
    private static final byte[] MAPPED = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1}; // ::ffff:0:0/96

    private final byte[] network;
    private final int prefix;

    private Cidr(byte[] network, int prefix) {
        this.network = network;
        this.prefix = prefix;
    }

    /// Parses `address/prefix`, or a single address.
    ///
    /// @throws IllegalArgumentException with the reason
    public static Cidr parse(String text) {
        var block = parseNetwork(text);
        var lowest = new BigInteger(1, block.network).getLowestSetBit(); // -1 for none
        if (lowest >= 0 && lowest < block.network.length * Byte.SIZE - block.prefix) {
            throw new IllegalArgumentException("it has bits set beyond its prefix");
        }
        return block;
    }

    /// Parses like [#parse], and ignores bits beyond the prefix, as Go and Python do.
    ///
    /// @throws IllegalArgumentException with the reason
    static Cidr parseNetwork(String text) {
        var slash = text.indexOf('/');
        var spelling = slash < 0 ? text : text.substring(0, slash);
        var address =
                TargetHost.parseUnbracketed(spelling)
                        .address()
                        .orElseThrow(() -> new IllegalArgumentException("it has no address"));
        var network = address.getAddress();
        if (spelling.indexOf(':') >= 0 && network.length < V6_BYTES) {
            throw new IllegalArgumentException("an IPv4-mapped address is written as IPv4");
        }
        var bits = network.length * Byte.SIZE;
        var prefix = slash < 0 ? bits : parsePrefix(text.substring(slash + 1), bits);
        return new Cidr(network, prefix);
    }

    /// The bytes of an address for [#contains]; for an IPv4-mapped IPv6 address, those of the IPv4 address.
    public static byte[] toBytes(InetAddress address) {
        var bytes = address.getAddress();
        return isIpv4Mapped(bytes) ? Arrays.copyOfRange(bytes, MAPPED.length, V6_BYTES) : bytes;
    }

    public boolean contains(byte[] bits) {
        if (bits.length != network.length) {
            return false;
        }
        var whole = prefix / Byte.SIZE;
        if (!Arrays.equals(bits, 0, whole, network, 0, whole)) {
            return false;
        }
        var rest = prefix % Byte.SIZE;
        return rest == 0 || ((bits[whole] ^ network[whole]) & (0xFF00 >> rest) & 0xFF) == 0;
    }

    private static boolean isIpv4Mapped(byte[] bytes) {
        return bytes.length == V6_BYTES
                && Arrays.equals(bytes, 0, MAPPED.length, MAPPED, 0, MAPPED.length);
    }

    private static int parsePrefix(String digits, int max) {
        return Ascii.parseNumber(digits, 0, max)
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "its prefix is not a whole number from 0 to " + max));
    }
}
