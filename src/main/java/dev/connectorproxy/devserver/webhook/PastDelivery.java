package dev.connectorproxy.devserver.webhook;

import dev.connectorproxy.spi.payment.WebhookDelivery;
import java.time.Instant;
import java.util.List;

/// A delivery that was processed.
///
/// @param receivedAt when its bytes were received or signed
/// @param idempotencyKeys of its parts
/// @param summary its short JSON, in which secrets are masked; nobody may change it
/// @param shown its whole JSON, in which secrets are masked; nobody may change it
public record PastDelivery(
        long number,
        Instant receivedAt,
        WebhookDelivery received,
        List<String> idempotencyKeys,
        byte[] summary,
        byte[] shown) {
    private static final int OVERHEAD = 1_024;

    /// About how many bytes it takes.
    long size() {
        var webhook = received.webhook();
        return OVERHEAD
                + webhook.payload().length
                + 2L * (webhook.headers().toString().length())
                + 2L * (webhook.queryValues().toString().length())
                + summary.length
                + shown.length;
    }
}
