package dev.connectorproxy.security;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/// The address that requests come from, for counting: an IPv4 address, or the /64 network of an IPv6 address, because
/// one customer of a provider has at least that many addresses (RFC 6177). Behind a reverse proxy it is the proxy's.
///
/// @param text `203.0.113.7`, `2001:db8:0:1:0:0:0:0/64`
record SourceAddress(String text) {
    private static final int NETWORK_BYTES = 8;

    static SourceAddress of(SocketAddress peer) {
        return peer instanceof InetSocketAddress socket && !socket.isUnresolved()
                ? of(socket.getAddress())
                : new SourceAddress(peer.toString());
    }

    static SourceAddress of(InetAddress address) {
        return new SourceAddress(
                address instanceof Inet6Address
                        ? network(address.getAddress()).getHostAddress() + "/64"
                        : address.getHostAddress());
    }

    private static InetAddress network(byte[] address) {
        Arrays.fill(address, NETWORK_BYTES, address.length, (byte) 0);
        try {
            return InetAddress.getByAddress(address);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("not the length of an address", e);
        }
    }
}
