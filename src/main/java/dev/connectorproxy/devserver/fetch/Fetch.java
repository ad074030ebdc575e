package dev.connectorproxy.devserver.fetch;

import dev.connectorproxy.devserver.connector.CallCause;
import dev.connectorproxy.devserver.connector.ConnectorInstance;
import dev.connectorproxy.devserver.connector.ProviderCalls;
import dev.connectorproxy.devserver.rows.KeptPage;
import dev.connectorproxy.devserver.state.StateKey;
import dev.connectorproxy.spi.payment.FetchRequest;
import jakarta.json.JsonValue;
import java.time.Instant;

/// A fetch for which a provider is called.
///
/// @param request what the provider is asked with
public record Fetch(ConnectorInstance instance, StateKey key, FetchRequest request) {

    /// What the provider is called for.
    public ProviderCalls.Operation operation() {
        var text = ("fetch " + key.kind().path() + " " + key.name()).strip();
        var cause =
                new CallCause(
                        instance.id(),
                        instance.provider() + " " + instance.name(),
                        text,
                        key.payload().text(),
                        0);
        return new ProviderCalls.Operation(cause, key.kind().failureMessage(), instance.mask());
    }

    /// The page that it brought, to be kept.
    KeptPage toKeptPage(FetchedPage page, Instant now) {
        return new KeptPage(
                page.call(),
                key,
                now,
                request.pageSize(),
                request.state().map(JsonValue::toString),
                page.state(),
                page.hasMore());
    }
}
