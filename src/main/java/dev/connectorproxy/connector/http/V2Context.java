package dev.connectorproxy.connector.http;

import dev.connectorproxy.spi.Egress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;

/// What the V2 commands work with.
///
/// @param clock what their log lines are dated by
/// @param pause waits between two attempts
record V2Context(Egress egress, HttpSettings settings, InstantSource clock, Pause pause) {
    V2Context {
        Objects.requireNonNull(egress, "egress");
        Objects.requireNonNull(settings, "settings");
        Objects.requireNonNull(clock, "clock");
        Objects.requireNonNull(pause, "pause");
    }

    /// Waits.
    @FunctionalInterface
    interface Pause {
        void take(Duration time) throws InterruptedException;
    }

    static V2Context of(Egress egress, HttpSettings settings) {
        return new V2Context(egress, settings, InstantSource.system(), Thread::sleep);
    }
}
