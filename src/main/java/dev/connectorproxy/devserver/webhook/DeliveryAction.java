package dev.connectorproxy.devserver.webhook;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What can be done with a delivery that was received.
enum DeliveryAction {
    /// Not an action: the delivery was received.
    RECEIVE,
    /// The same bytes at the same time.
    RESEND,
    /// The same bytes two times.
    TWICE,
    /// With one bit of its body flipped.
    TAMPER,
    /// The same bytes, but ten minutes later.
    OLD,
    /// With a signature of the present time, and another body if wanted.
    RE_SIGN;

    /// The segment of the route.
    String path() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The action with that segment.
    static Optional<DeliveryAction> of(String path) {
        return Arrays.stream(values())
                .filter(action -> action != RECEIVE && action.path().equals(path))
                .findFirst();
    }
}
