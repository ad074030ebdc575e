package dev.connectorproxy.devserver.webhook;

import dev.connectorproxy.devserver.api.DevServerException;
import dev.connectorproxy.devserver.api.JsonResponses;
import dev.connectorproxy.devserver.connector.CapabilityCalls;
import dev.connectorproxy.devserver.connector.CapabilityCalls.Method;
import dev.connectorproxy.devserver.connector.ConnectorInstance;
import dev.connectorproxy.devserver.connector.ConnectorInstanceFactory;
import dev.connectorproxy.devserver.memory.ConnectorHistory;
import dev.connectorproxy.spi.payment.Capability;
import dev.connectorproxy.spi.payment.PaymentConnector;
import dev.connectorproxy.spi.payment.Webhook;
import dev.connectorproxy.spi.payment.WebhookDelivery;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/// Processes deliveries of webhooks and keeps them. Those that are sent again are processed by a copy of the connector
/// for which it is still the time of the delivery, so that an old signature is valid for them, but ten minutes later is
/// not. Thread-safe.
public record Deliveries(
        ConnectorInstanceFactory instanceFactory,
        CapabilityCalls calls,
        ConnectorHistory<Long, PastDelivery> history,
        AtomicLong numbers,
        InstantSource clock) {
    private static final Duration OLD = Duration.ofMinutes(10);
    private static final Method PROCESS =
            new Method("process webhook", "webhook refused", Capability.TRANSLATE_WEBHOOKS, true);
    private static final Method SIGN =
            new Method("sign webhook", Capability.TRANSLATE_WEBHOOKS, false);

    /// What to process.
    ///
    /// @param origin the number of the delivery it is made of; 0 for none
    private record Plan(
            DeliveryAction action,
            long origin,
            Instant receivedAt,
            WebhookDelivery delivery,
            PaymentConnector connector) {}

    /// Processes a delivery that was received.
    ///
    /// @throws DevServerException the connector refuses it; it is kept all the same
    PastDelivery receive(ConnectorInstance instance, WebhookDelivery delivery) {
        var plan =
                new Plan(
                        DeliveryAction.RECEIVE, 0, clock.instant(), delivery, instance.connector());
        var processed = process(instance, plan);
        processed
                .failure()
                .ifPresent(failure -> {
                    throw failure;
                });
        return processed.delivery();
    }

    /// Processes a former delivery once more.
    ///
    /// @param payload another body, for [DeliveryAction#RE_SIGN]
    /// @return the new deliveries
    List<PastDelivery> repeat(
            ConnectorInstance instance,
            PastDelivery origin,
            DeliveryAction action,
            Optional<byte[]> payload) {
        return switch (action) {
            case RE_SIGN -> List.of(signed(instance, origin, payload));
            case TWICE -> List.of(again(instance, origin, action), again(instance, origin, action));
            case RECEIVE, RESEND, TAMPER, OLD -> List.of(again(instance, origin, action));
        };
    }

    private record Processed(PastDelivery delivery, Optional<DevServerException> failure) {}

    private PastDelivery again(
            ConnectorInstance instance, PastDelivery origin, DeliveryAction action) {
        var at = origin.receivedAt();
        var received = origin.received();
        var plan =
                new Plan(
                        action,
                        origin.number(),
                        at,
                        action == DeliveryAction.TAMPER
                                ? with(tampered(received.webhook()), received)
                                : received,
                        instanceFactory.copyAt(
                                action == DeliveryAction.OLD ? at.plus(OLD) : at, instance));
        return process(instance, plan).delivery();
    }

    private PastDelivery signed(
            ConnectorInstance instance, PastDelivery origin, Optional<byte[]> payload) {
        var received = origin.received();
        var unsigned =
                payload.map(body -> with(received.webhook().withPayload(body), received))
                        .orElse(received);
        var webhook =
                calls.run(instance, SIGN, call -> instance.connector().signWebhook(unsigned, call));
        var plan =
                new Plan(
                        DeliveryAction.RE_SIGN,
                        origin.number(),
                        clock.instant(),
                        with(webhook, received),
                        instance.connector());
        return process(instance, plan).delivery();
    }

    private Processed process(ConnectorInstance instance, Plan plan) {
        var steps = new DeliverySteps();
        var failure = Optional.<DevServerException>empty();
        try {
            calls.run(
                    instance, PROCESS, call -> steps.run(plan.connector(), plan.delivery(), call));
        } catch (DevServerException e) {
            failure = Optional.of(e);
        }
        return new Processed(keep(instance, plan, steps, failure), failure);
    }

    private PastDelivery keep(
            ConnectorInstance instance,
            Plan plan,
            DeliverySteps steps,
            Optional<DevServerException> failure) {
        var keys = steps.idempotencyKeys();
        var json =
                new DeliveryJson(
                        numbers.incrementAndGet(),
                        plan.action(),
                        plan.origin(),
                        duplicate(instance.id(), keys),
                        plan.receivedAt());
        var delivery =
                new PastDelivery(
                        json.number(),
                        plan.receivedAt(),
                        plan.delivery(),
                        keys,
                        instance.masked(
                                JsonResponses.toBytes(json.summary(plan.delivery(), failure))),
                        instance.masked(
                                JsonResponses.toBytes(
                                        json.whole(
                                                plan.delivery(), steps.json(failure), failure))));
        history.put(instance.id(), delivery.number(), delivery, delivery.size());
        return delivery;
    }

    /// The first delivery that is kept with such an idempotency key; 0 for none.
    private long duplicate(String connectorId, List<String> keys) {
        return history.all(connectorId).stream()
                .filter(other -> keys.stream().anyMatch(other.idempotencyKeys()::contains))
                .mapToLong(PastDelivery::number)
                .findFirst()
                .orElse(0);
    }

    private static WebhookDelivery with(Webhook webhook, WebhookDelivery delivery) {
        return new WebhookDelivery(delivery.config(), webhook);
    }

    private static Webhook tampered(Webhook webhook) {
        var payload = webhook.payload().clone();
        if (payload.length == 0) {
            return webhook.withPayload(new byte[] {' '});
        }
        payload[payload.length / 2] ^= 1;
        return webhook.withPayload(payload);
    }
}
