package dev.connectorproxy.egress.target;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/// Resolves host names to addresses. Thread-safe; may block for a limited time.
public interface AddressResolver {

    /// All addresses of a name.
    ///
    /// @param host in lower case, without root dot, never an address
    /// @throws UnknownHostException when the name does not exist or no DNS server can be reached
    List<InetAddress> resolve(String host) throws UnknownHostException;
}
