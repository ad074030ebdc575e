package dev.connectorproxy.provider.wise;

import dev.connectorproxy.spi.payment.PaymentStatus;
import dev.connectorproxy.spi.payment.ProviderContext.Log;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.spi.JsonProvider;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The transfers whose status may still change, with the status that was returned last. One that is sent may bounce
/// later; that is noticed if a poll reads it again. Not thread-safe.
final class FollowedTransfers {
    /// The maximum number of transfers that are followed.
    static final int MAX_FOLLOWED = 200;

    private static final JsonProvider JSON = JsonProvider.provider();
    private static final String SENT = PaymentStatus.SUCCEEDED.name();
    private static final Set<PaymentStatus> FINAL =
            Set.of(PaymentStatus.FAILED, PaymentStatus.CANCELLED);

    private final Map<String, String> statuses = new LinkedHashMap<>();

    /// Parses what [#json(Log)] wrote.
    ///
    /// @param state an object of statuses by id
    FollowedTransfers(Map<String, String> state) {
        statuses.putAll(state);
    }

    /// Follows a transfer that was returned, unless its status is final.
    void returned(WiseRow row) {
        var status = status(row);
        statuses.remove(row.reference());
        if (!FINAL.contains(status)) {
            statuses.put(row.reference(), status.name());
        }
    }

    /// Whether the transfer was returned with another status.
    boolean isChanged(WiseRow row) {
        var before = statuses.get(row.reference());
        return before != null && !before.equals(status(row).name());
    }

    /// Up to that many transfers to be requested, the one requested last at the end: those that are not sent yet, and not
    /// among these, which were just read or will be by the next poll.
    List<BigInteger> toRequest(Set<BigInteger> others, int max) {
        return statuses.entrySet().stream()
                .filter(entry -> !entry.getValue().equals(SENT))
                .map(entry -> new BigInteger(entry.getKey()))
                .filter(id -> !others.contains(id))
                .limit(max)
                .toList();
    }

    /// Follows a transfer no longer.
    void remove(String id) {
        statuses.remove(id);
    }

    /// As JSON, without those that are too many: sent ones first, then the oldest.
    JsonObjectBuilder json(Log log) {
        int excess = statuses.size() - MAX_FOLLOWED;
        var sent = statuses.entrySet().stream().filter(entry -> entry.getValue().equals(SENT));
        sent.limit(Math.max(0, excess)).map(Map.Entry::getKey).toList().forEach(statuses::remove);
        int unsent = statuses.size() - MAX_FOLLOWED;
        if (unsent > 0) {
            statuses.keySet().stream().limit(unsent).toList().forEach(statuses::remove);
            log.warning(
                    "wise: %d transfers are no longer followed, because %d later ones are not sent"
                            .formatted(unsent, MAX_FOLLOWED));
        }
        var json = JSON.createObjectBuilder();
        statuses.forEach(json::add);
        return json;
    }

    private static PaymentStatus status(WiseRow row) {
        return TransferMapping.status(row.fields().string("status").orElse(""));
    }
}
