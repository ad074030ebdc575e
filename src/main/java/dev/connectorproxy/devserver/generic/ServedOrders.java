package dev.connectorproxy.devserver.generic;

import dev.connectorproxy.devserver.connector.CapabilityCalls;
import dev.connectorproxy.devserver.connector.CapabilityCalls.Method;
import dev.connectorproxy.devserver.connector.ConnectorInstance;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.payment.Account;
import dev.connectorproxy.spi.payment.Capability;
import dev.connectorproxy.spi.payment.Initiated;
import dev.connectorproxy.spi.payment.JsonFields;
import dev.connectorproxy.spi.payment.Payment;
import dev.connectorproxy.spi.payment.PaymentConnector;
import dev.connectorproxy.spi.payment.PaymentInitiation;
import dev.connectorproxy.spi.payment.PaymentReader;
import dev.connectorproxy.spi.payment.PaymentStatus;
import dev.connectorproxy.spi.payment.Times;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Optional;

/// Transfers and payouts of the generic contract, passed to the connector, which must carry out an order only once.
record ServedOrders(CapabilityCalls calls, ConnectorInstance instance, ServedRows rows) {
    private static final JsonProvider JSON = JsonProvider.provider();

    /// How a connector executes an order.
    @FunctionalInterface
    interface Execution {
        Initiated execute(PaymentConnector connector, PaymentInitiation order, Call call);
    }

    /// The two kinds of orders.
    enum Kind {
        TRANSFERS(
                new Method("create transfer", Capability.CREATE_TRANSFER, true),
                PaymentConnector::createTransfer),
        PAYOUTS(
                new Method("create payout", Capability.CREATE_PAYOUT, true),
                PaymentConnector::createPayout);

        private final Method method;
        private final Execution execution;

        Kind(Method method, Execution execution) {
            this.method = method;
            this.execution = execution;
        }
    }

    /// Executes an order, and returns it with its status.
    JsonObject create(Kind kind, PaymentInitiation order) {
        return calls.run(
                instance,
                kind.method,
                call -> json(order, kind.execution.execute(instance.connector(), order, call)));
    }

    /// Reads an order. Accounts that were fetched are passed with all that is known of them.
    PaymentInitiation read(JsonFields body, Instant now) {
        var amount = body.requiredString("amount");
        if (!amount.matches("[0-9]{1,1000}")) {
            throw body.wrong("amount", "a whole number as a text");
        }
        return new PaymentInitiation(
                body.requiredString("idempotencyKey"),
                now,
                body.string("description").orElse(""),
                Optional.of(account(body.requiredString("sourceAccountId"), now)),
                Optional.of(account(body.requiredString("destinationAccountId"), now)),
                new BigInteger(amount),
                body.requiredString("currency"),
                body.strings("metadata"));
    }

    private Account account(String reference, Instant now) {
        return rows.find(reference)
                .map(PaymentReader::account)
                .orElseGet(() -> Account.of(reference, now, JsonValue.EMPTY_JSON_OBJECT));
    }

    private static JsonObject json(PaymentInitiation order, Initiated initiated) {
        return switch (initiated) {
            case Initiated.Done(Payment payment) ->
                    json(
                            order,
                            payment.reference(),
                            ServedRows.status(payment.status().name()),
                            payment.createdAt());
            case Initiated.Polling(var id) ->
                    json(order, id, PaymentStatus.PENDING.name(), order.createdAt());
        };
    }

    private static JsonObject json(
            PaymentInitiation order, String id, String status, Instant createdAt) {
        var metadata = JSON.createObjectBuilder();
        order.metadata().forEach(metadata::add);
        return JSON.createObjectBuilder()
                .add("id", id)
                .add("idempotencyKey", order.reference())
                .add("amount", order.amount().toString())
                .add("currency", order.asset())
                .add("sourceAccountId", order.requiredSource().reference())
                .add("destinationAccountId", order.requiredDestination().reference())
                .add("description", order.description())
                .add("status", status)
                .add("createdAt", Times.text(createdAt))
                .add("updatedAt", Times.text(createdAt))
                .add("metadata", metadata)
                .build();
    }
}
