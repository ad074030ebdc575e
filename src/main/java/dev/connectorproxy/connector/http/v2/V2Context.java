package dev.connectorproxy.connector.http.v2;

import dev.connectorproxy.connector.http.shared.HttpSettings;
import dev.connectorproxy.spi.Egress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;

/// The collaborators of the V2 commands.
///
/// @param clock the clock for the timestamps of log lines
/// @param sleeper waits between two attempts
public record V2Context(
        Egress egress, HttpSettings settings, InstantSource clock, Sleeper sleeper) {
    public V2Context {
        Objects.requireNonNull(egress, "egress");
        Objects.requireNonNull(settings, "settings");
        Objects.requireNonNull(clock, "clock");
        Objects.requireNonNull(sleeper, "pause");
    }

    @FunctionalInterface
    interface Sleeper {
        void sleep(Duration time) throws InterruptedException;
    }

    public static V2Context of(Egress egress, HttpSettings settings) {
        return new V2Context(egress, settings, InstantSource.system(), Thread::sleep);
    }
}
