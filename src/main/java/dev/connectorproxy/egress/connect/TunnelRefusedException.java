package dev.connectorproxy.egress.connect;

import java.io.IOException;

/// The operator's HTTP proxy responded to `CONNECT` with an error status.
public final class TunnelRefusedException extends IOException {
    private final int status;

    TunnelRefusedException(int status) {
        super("status " + status);
        this.status = status;
    }

    public int status() {
        return status;
    }
}
