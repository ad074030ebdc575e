package dev.connectorproxy.signin;

import dev.connectorproxy.spi.Egress;
import java.time.InstantSource;

/// The objects that all sign-ins share. Thread-safe.
record SigninContext(
        SigninSettings settings,
        StateCipher cipher,
        Discovery discovery,
        ProviderClient client,
        UsedStates usedStates) {
    static SigninContext create(SigninSettings settings, Egress egress, InstantSource clock) {
        var client = new ProviderClient(egress);
        return new SigninContext(
                settings,
                new StateCipher(settings.stateKey(), settings.stateLifetime(), clock),
                new Discovery(client, clock),
                client,
                new UsedStates(clock));
    }
}
