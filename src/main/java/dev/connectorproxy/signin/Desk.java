package dev.connectorproxy.signin;

import dev.connectorproxy.spi.Egress;
import java.time.InstantSource;

/// The objects that all sign-ins share. Thread-safe.
record Desk(SigninSettings settings, Seal seal, Discovery discovery, Calls calls, UsedStates used) {
    static Desk create(SigninSettings settings, Egress egress, InstantSource clock) {
        var client = new Calls(egress);
        return new Desk(
                settings,
                new Seal(settings.stateKey(), settings.stateLifetime(), clock),
                new Discovery(client, clock),
                client,
                new UsedStates(clock));
    }
}
