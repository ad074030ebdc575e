package dev.connectorproxy.egress;

import java.io.IOException;

/// The operator's proxy answered the wish for a tunnel with an error status.
final class TunnelRefused extends IOException {
    private final int status;

    TunnelRefused(int status) {
        super("status " + status);
        this.status = status;
    }

    int status() {
        return status;
    }
}
