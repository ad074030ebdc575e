package dev.connectorproxy.devserver.connector;

import dev.connectorproxy.devserver.memory.ConnectorMemory;
import dev.connectorproxy.devserver.memory.CopyingMap;
import dev.connectorproxy.devserver.state.PayloadIdentity;
import dev.connectorproxy.spi.payment.WebhookConfig;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/// The webhooks of each connector, by its id; they stay when the connector is replaced, because they stay at the
/// provider. Thread-safe.
public final class WebhookRegistry implements ConnectorMemory {
    private final CopyingMap<String, Webhooks> byConnector = new CopyingMap<>();

    /// A webhook and the payload of the task that created it.
    public record Kept(PayloadIdentity payload, WebhookConfig config) {}

    /// @param secrets the values of their metadata that are secret
    private record Webhooks(List<Kept> kept, List<String> secrets) {
        static final Webhooks NONE = new Webhooks(List.of(), List.of());

        static Webhooks of(List<Kept> kept) {
            return new Webhooks(
                    List.copyOf(kept),
                    kept.stream()
                            .flatMap(one -> one.config().metadata().entrySet().stream())
                            .filter(entry -> SensitiveNames.contains(entry.getKey()))
                            .map(entry -> entry.getValue())
                            .distinct()
                            .toList());
        }
    }

    /// All webhooks of a connector, those created last at the end.
    public List<Kept> kept(String connectorId) {
        return webhooks(connectorId).kept();
    }

    public List<WebhookConfig> configs(String connectorId) {
        return kept(connectorId).stream().map(Kept::config).toList();
    }

    /// The same list as long as the webhooks are the same.
    List<String> secrets(String connectorId) {
        return webhooks(connectorId).secrets();
    }

    /// The webhook with that path; the one created last if there are several.
    public Optional<WebhookConfig> find(String connectorId, String urlPath) {
        return configs(connectorId).reversed().stream()
                .filter(config -> config.urlPath().equals(urlPath))
                .findFirst();
    }

    /// Replaces the webhooks that were created for the same payload. Metadata that a provider returns only once, such as
    /// a secret, is kept for a webhook of the same name.
    public void add(String connectorId, PayloadIdentity payload, List<WebhookConfig> created) {
        byConnector.change(all -> {
            var before = all.getOrDefault(connectorId, Webhooks.NONE).kept();
            var kept = new ArrayList<Kept>();
            before.stream().filter(one -> !one.payload().equals(payload)).forEach(kept::add);
            for (var config : created) {
                var known =
                        before.stream()
                                .filter(one -> one.payload().equals(payload))
                                .map(Kept::config)
                                .filter(one -> one.name().equals(config.name()))
                                .findFirst();
                kept.add(new Kept(payload, known.map(one -> merged(one, config)).orElse(config)));
            }
            all.put(connectorId, Webhooks.of(kept));
        });
    }

    /// Replaces all webhooks of a connector.
    public void set(String connectorId, List<Kept> kept) {
        byConnector.change(all -> all.put(connectorId, Webhooks.of(kept)));
    }

    public void remove(String connectorId, List<WebhookConfig> configs) {
        byConnector.change(all ->
                all.computeIfPresent(
                        connectorId,
                        (_, before) ->
                                Webhooks.of(
                                        before.kept().stream()
                                                .filter(one -> !configs.contains(one.config()))
                                                .toList())));
    }

    @Override
    public void forget(String connectorId) {
        byConnector.change(all -> all.remove(connectorId));
    }

    private Webhooks webhooks(String connectorId) {
        return byConnector.update(all -> all.getOrDefault(connectorId, Webhooks.NONE));
    }

    private static WebhookConfig merged(WebhookConfig before, WebhookConfig now) {
        var metadata = new HashMap<>(before.metadata());
        metadata.putAll(now.metadata());
        return new WebhookConfig(now.name(), now.urlPath(), metadata);
    }
}
