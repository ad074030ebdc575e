package dev.connectorproxy.devserver.order;

import dev.connectorproxy.devserver.api.DevServerException;
import dev.connectorproxy.devserver.api.JsonBodyReader;
import dev.connectorproxy.devserver.api.JsonResponses;
import dev.connectorproxy.devserver.api.WarningJson;
import dev.connectorproxy.devserver.connector.CapabilityCalls;
import dev.connectorproxy.devserver.connector.CapabilityCalls.Method;
import dev.connectorproxy.devserver.connector.ConnectorInstance;
import dev.connectorproxy.devserver.connector.ConnectorPath;
import dev.connectorproxy.devserver.connector.ConnectorRegistry;
import dev.connectorproxy.devserver.memory.ConnectorHistory;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.payment.Capability;
import dev.connectorproxy.spi.payment.Initiated;
import dev.connectorproxy.spi.payment.JsonFields;
import dev.connectorproxy.spi.payment.Payment;
import dev.connectorproxy.spi.payment.PaymentInitiation;
import dev.connectorproxy.spi.payment.PaymentJson;
import dev.connectorproxy.spi.payment.PaymentReader;
import dev.connectorproxy.spi.payment.PaymentReversal;
import dev.connectorproxy.spi.payment.RecordWriter;
import dev.connectorproxy.spi.payment.Validation.Warning;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import jakarta.json.JsonObject;
import jakarta.json.spi.JsonProvider;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The routes that move money: `/connectors/{connectorId}/transfers` and `…/payouts` with their polls and reversals,
/// and `…/bank-accounts`. Orders with the same reference are not held back: it is the provider that must carry out only
/// one of them, and a result other than before is a warning.
public record OrderRoutes(
        ConnectorRegistry connectors,
        CapabilityCalls calls,
        JsonBodyReader bodyReader,
        ConnectorHistory<PastOrder.Key, PastOrder> orders,
        InstantSource clock)
        implements HttpService {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final Method CREATE_BANK_ACCOUNT =
            new Method("create bank account", Capability.CREATE_BANK_ACCOUNT, true);

    @Override
    public void routing(HttpRules rules) {
        for (var kind : OrderKind.values()) {
            var path = "/connectors/{connectorId}/" + kind.path();
            rules.post(path, create(kind))
                    .post(path + "/{reference}/reverse", reverse(kind))
                    .get(path + "/polls/{+pollingId}", poll(kind));
        }
        rules.post("/connectors/{connectorId}/bank-accounts", this::createBankAccount);
    }

    private Handler create(OrderKind kind) {
        var method = new Method("create " + kind.text(), kind.capability(), true);
        return (request, response) -> {
            var instance = connectors.get(ConnectorPath.id(request));
            var order =
                    bodyReader.read(
                            request, fields -> PaymentReader.initiation(fields, clock.instant()));
            var key = new PastOrder.Key(kind, order.reference());
            respond(
                    response,
                    instance,
                    method,
                    call ->
                            created(
                                    instance,
                                    key,
                                    order,
                                    kind.create(instance.connector(), order, call)));
        };
    }

    private JsonObject created(
            ConnectorInstance instance,
            PastOrder.Key key,
            PaymentInitiation order,
            Initiated initiated) {
        var json = RecordWriter.of(initiated);
        var warnings = new ArrayList<>(WarningJson.of(initiated));
        remember(instance, key, order, PastOrder.result(initiated)).ifPresent(warnings::add);
        return withWarnings(json, warnings);
    }

    /// Keeps an order with its result, so that it can be reversed.
    ///
    /// @return a warning if an order with this reference had another result
    private Optional<Warning> remember(
            ConnectorInstance instance, PastOrder.Key key, PaymentInitiation order, String result) {
        var past = new PastOrder(order, result);
        return orders.put(instance.id(), key, past, past.size())
                .map(PastOrder::result)
                .filter(other -> !other.equals(result))
                .map(other ->
                        new Warning(
                                0,
                                result,
                                "not idempotent: reference %s was %s before"
                                        .formatted(key.reference(), other)));
    }

    private Handler reverse(OrderKind kind) {
        var method = new Method("reverse " + kind.text(), kind.capability(), false);
        return (request, response) -> {
            var instance = connectors.get(ConnectorPath.id(request));
            var reference = request.path().pathParameters().get("reference");
            var known = orders.get(instance.id(), new PastOrder.Key(kind, reference));
            var reversal =
                    bodyReader.read(
                            request, fields -> reversal(fields, known.map(PastOrder::order)));
            respond(
                    response,
                    instance,
                    method,
                    call -> reversed(kind.reverse(instance.connector(), reversal, call)));
        };
    }

    private PaymentReversal reversal(JsonFields fields, Optional<PaymentInitiation> known) {
        if (known.isEmpty() && fields.value("relatedPaymentInitiation").isEmpty()) {
            throw DevServerException.notFound(
                    "order not found",
                    "relatedPaymentInitiation is required for an order that was not created here");
        }
        return PaymentReader.reversal(fields, known, clock.instant());
    }

    private static JsonObject reversed(Payment payment) {
        var json = JSON.createObjectBuilder().add("payment", PaymentJson.of(payment)).build();
        return withWarnings(json, WarningJson.of(payment));
    }

    private Handler poll(OrderKind kind) {
        return (request, response) -> {
            var instance = connectors.get(ConnectorPath.id(request));
            var id = request.path().pathParameters().get("pollingId");
            var method = new Method("poll " + kind.text(), kind.capability(), false);
            respond(
                    response,
                    instance,
                    method,
                    call -> {
                        var status = kind.poll(instance.connector(), id, call);
                        return withWarnings(RecordWriter.of(status), WarningJson.of(status));
                    });
        };
    }

    private void createBankAccount(ServerRequest request, ServerResponse response) {
        var instance = connectors.get(ConnectorPath.id(request));
        var bankAccount =
                bodyReader.read(
                        request, fields -> PaymentReader.bankAccount(fields, clock.instant()));
        respond(
                response,
                instance,
                CREATE_BANK_ACCOUNT,
                call -> {
                    var account = instance.connector().createBankAccount(bankAccount, call);
                    var json =
                            JSON.createObjectBuilder()
                                    .add("relatedAccount", PaymentJson.of(account))
                                    .build();
                    return withWarnings(json, WarningJson.of(account));
                });
    }

    private static JsonObject withWarnings(JsonObject json, List<Warning> warnings) {
        return JSON.createObjectBuilder(json).add("warnings", WarningJson.of(warnings)).build();
    }

    private void respond(
            ServerResponse response,
            ConnectorInstance instance,
            Method method,
            Function<Call, JsonObject> work) {
        JsonResponses.send(response, instance::mask, calls.run(instance, method, work));
    }
}
