package dev.connectorproxy.secrets;

import dev.connectorproxy.spi.Call;
import java.util.function.UnaryOperator;

/// Masks the names of targets: a host name may contain a secret.
///
/// @param trail receives the masked names
public record MaskedTrail(UnaryOperator<String> mask, Call.Trail trail) implements Call.Trail {
    @Override
    public void attempt(String target) {
        trail.attempt(mask.apply(target));
    }

    @Override
    public void bytes(long sent, long received) {
        trail.bytes(sent, received);
    }
}
