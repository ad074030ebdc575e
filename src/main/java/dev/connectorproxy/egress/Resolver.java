package dev.connectorproxy.egress;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/// The look-up of a name. Thread-safe; may block, though not without bound.
interface Resolver {

    /// All addresses of a name.
    ///
    /// @param host in lower case, without root dot, never an address
    /// @throws UnknownHostException when there is no such name, or nobody to ask
    List<InetAddress> resolve(String host) throws UnknownHostException;
}
