package dev.connectorproxy.provider.wise;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.payment.CreatedWebhooks;
import dev.connectorproxy.spi.payment.JsonFields;
import dev.connectorproxy.spi.payment.Other;
import dev.connectorproxy.spi.payment.PaymentError;
import dev.connectorproxy.spi.payment.PaymentException;
import dev.connectorproxy.spi.payment.WebhookConfig;
import dev.connectorproxy.spi.payment.WebhookSetup;
import dev.connectorproxy.toolkit.HttpOrigin;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Manages the webhook subscriptions of a profile at Wise. A matching subscription is kept; one with another URL or
/// version is replaced, because Wise cannot change subscriptions.
record WebhookSubscriptions(WiseApi api) {
    private static final String SUBSCRIPTION_ID = "subscription_id";
    private static final Pattern URL = Pattern.compile("https?://[^\\s?#]+");
    private static final JsonProvider JSON = JsonProvider.provider();

    CreatedWebhooks create(WebhookSetup setup, Call call) {
        var profile =
                WiseIdFields.profile(
                        setup.fromPayload()
                                .orElseThrow(() ->
                                        PaymentException.of(PaymentError.MISSING_FROM_PAYLOAD)));
        var base = HttpOrigin.withoutTrailingSlashes(setup.webhookBaseUrl());
        if (!URL.matcher(base).matches()) {
            throw PaymentException.invalidRequest("webhookBaseUrl must be an http or https URL");
        }
        var existing = api.subscriptions(profile, call).stream().map(Subscription::of).toList();
        var configs = new ArrayList<WebhookConfig>();
        var others = new ArrayList<Other>();
        for (var kind : WebhookKind.values()) {
            var wanted = new RequiredSubscription(kind, base + kind.urlPath(), setup.connectorId());
            var subscription = ensure(wanted, profile, existing, call);
            configs.add(config(kind, profile, subscription));
            others.add(new Other(subscription.id(), subscription.raw()));
        }
        return new CreatedWebhooks(configs, others);
    }

    /// Deletes all of them; if a deletion fails, the others are still tried before the first failure is thrown.
    void delete(List<WebhookConfig> webhooks, Call call) {
        Optional<PaymentException> failure = Optional.empty();
        for (var webhook : webhooks) {
            try {
                api.deleteSubscription(
                        metadata(webhook, WiseOrders.PROFILE_ID),
                        metadata(webhook, SUBSCRIPTION_ID),
                        call);
            } catch (PaymentException e) {
                failure = failure.or(() -> Optional.of(e));
            }
        }
        if (failure.isPresent()) {
            throw failure.get();
        }
    }

    private Subscription ensure(
            RequiredSubscription wanted,
            BigInteger profile,
            List<Subscription> existing,
            Call call) {
        var kept =
                existing.stream()
                        .filter(wanted::isSatisfiedBy)
                        .findFirst()
                        .orElseGet(() ->
                                Subscription.of(
                                        api.createSubscription(profile, wanted.json(), call)));
        // create the new one before deleting an old one, so that no event is missed
        existing.stream()
                .filter(subscription ->
                        wanted.isOurs(subscription) && !subscription.id().equals(kept.id()))
                .forEach(subscription ->
                        api.deleteSubscription(profile.toString(), subscription.id(), call));
        return kept;
    }

    private static WebhookConfig config(
            WebhookKind kind, BigInteger profile, Subscription subscription) {
        return new WebhookConfig(
                kind.webhookName(),
                kind.urlPath(),
                Map.of(
                        WiseOrders.PROFILE_ID,
                        profile.toString(),
                        SUBSCRIPTION_ID,
                        subscription.id()));
    }

    private static String metadata(WebhookConfig webhook, String name) {
        return Optional.ofNullable(webhook.metadata().get(name))
                .filter(it -> !it.isEmpty())
                .orElseThrow(() ->
                        PaymentException.of(
                                PaymentError.MISSING_METADATA,
                                name + " of the webhook " + webhook.name()));
    }

    /// A subscription at Wise.
    private record Subscription(
            String id, String trigger, String version, String url, JsonValue raw) {

        static Subscription of(JsonValue json) {
            var fields = JsonFields.ofResponse(json, "subscription");
            var delivery = fields.object("delivery");
            return new Subscription(
                    fields.requiredString("id"),
                    fields.string("trigger_on").orElse(""),
                    delivery.flatMap(it -> it.string("version")).orElse(""),
                    delivery.flatMap(it -> it.string("url")).orElse(""),
                    json);
        }
    }

    /// A required subscription.
    private record RequiredSubscription(WebhookKind kind, String url, String connectorId) {

        boolean isSatisfiedBy(Subscription subscription) {
            return subscription.trigger().equals(kind.trigger())
                    && subscription.version().equals(kind.version())
                    && subscription.url().equals(url);
        }

        /// Whether it was created for this connector, possibly with another base URL.
        boolean isOurs(Subscription subscription) {
            return subscription.trigger().equals(kind.trigger())
                    && (subscription.url().equals(url)
                            || subscription.url().endsWith(kind.urlPath())
                                    && !connectorId.isEmpty()
                                    && Arrays.asList(subscription.url().split("/"))
                                            .contains(connectorId));
        }

        JsonObject json() {
            return JSON.createObjectBuilder()
                    .add("name", kind.webhookName())
                    .add("trigger_on", kind.trigger())
                    .add(
                            "delivery",
                            JSON.createObjectBuilder()
                                    .add("version", kind.version())
                                    .add("url", url))
                    .build();
        }
    }
}
