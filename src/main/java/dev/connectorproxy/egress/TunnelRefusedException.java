package dev.connectorproxy.egress;

import java.io.IOException;

/// The operator's HTTP proxy responded to `CONNECT` with an error status.
final class TunnelRefusedException extends IOException {
    private final int status;

    TunnelRefusedException(int status) {
        super("status " + status);
        this.status = status;
    }

    int status() {
        return status;
    }
}
