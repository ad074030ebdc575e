package dev.connectorproxy.devserver.generic;

import dev.connectorproxy.devserver.api.DevServerException;
import dev.connectorproxy.devserver.api.JsonBodyReader;
import dev.connectorproxy.devserver.api.JsonResponses;
import dev.connectorproxy.devserver.connector.CapabilityCalls;
import dev.connectorproxy.devserver.connector.ConnectorInstance;
import dev.connectorproxy.devserver.connector.ConnectorPath;
import dev.connectorproxy.devserver.connector.ConnectorRegistry;
import dev.connectorproxy.devserver.rows.RowStore;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/// The routes of the generic contract for a connector that is served: `/connectors/{connectorId}/generic/…`. They need
/// the key that was set for them, and no other. Failures are `{"Title", "Detail"}`, as the contract says.
public record GenericContractRoutes(
        ConnectorRegistry connectors,
        ServedConnectors served,
        RowStore rows,
        CapabilityCalls calls,
        JsonBodyReader bodyReader,
        InstantSource clock)
        implements HttpService {
    /// The paths of these routes.
    public static final Pattern PATHS =
            Pattern.compile(
                    "/connectors/[^/]+/generic/(accounts(/[^/]+/balances)?|beneficiaries|transactions|transfers|payouts)");

    private static final JsonProvider JSON = JsonProvider.provider();

    @Override
    public void routing(HttpRules rules) {
        rules.get(ServeRoutes.GENERIC + "/accounts", list("createdAt", ServedRows::accounts))
                .get(
                        ServeRoutes.GENERIC + "/accounts/{accountId}/balances",
                        respond(Status.OK_200, this::balances))
                .get(
                        ServeRoutes.GENERIC + "/beneficiaries",
                        list("createdAt", ServedRows::beneficiaries))
                .get(
                        ServeRoutes.GENERIC + "/transactions",
                        list("updatedAt", ServedRows::transactions))
                .post(ServeRoutes.GENERIC + "/transfers", order(ServedOrders.Kind.TRANSFERS))
                .post(ServeRoutes.GENERIC + "/payouts", order(ServedOrders.Kind.PAYOUTS));
    }

    /// What a request to a served connector results in.
    @FunctionalInterface
    private interface Work {
        JsonValue result(ServerRequest request, ConnectorInstance instance);
    }

    private Handler list(String filter, Function<ServedRows, List<JsonObject>> kind) {
        return respond(
                Status.OK_200,
                (request, instance) ->
                        ServedList.of(request, filter).of(kind.apply(rowsOf(instance))));
    }

    private JsonValue balances(ServerRequest request, ConnectorInstance instance) {
        var account = request.path().pathParameters().get("accountId");
        return rowsOf(instance)
                .balances(account)
                .orElseThrow(() ->
                        DevServerException.notFound(
                                "account not found", "no fetch has returned it"));
    }

    private Handler order(ServedOrders.Kind kind) {
        return respond(
                Status.CREATED_201,
                (request, instance) -> {
                    var orders = new ServedOrders(calls, instance, rowsOf(instance));
                    var order =
                            bodyReader.read(
                                    request, fields -> orders.read(fields, clock.instant()));
                    return orders.create(kind, order);
                });
    }

    private ServedRows rowsOf(ConnectorInstance instance) {
        return new ServedRows(rows, instance.id());
    }

    private Handler respond(Status status, Work work) {
        return (request, response) -> {
            try {
                var instance = authorized(request);
                var json = JsonResponses.toBytes(work.result(request, instance));
                JsonResponses.send(response, status, instance.masked(json));
            } catch (DevServerException e) {
                send(response, e.status(), e.getMessage(), e.details().orElse(""));
            }
        };
    }

    private ConnectorInstance authorized(ServerRequest request) {
        var id = ConnectorPath.id(request);
        if (!served.isServed(id)) {
            throw DevServerException.busy(
                    "not served", "PUT /connectors/{connectorId}/generic sets its key");
        }
        var given = request.headers().first(HeaderNames.AUTHORIZATION).orElse("");
        if (!served.isAuthorized(id, given)) {
            throw DevServerException.unauthorized(
                    "unauthorized", "the key of this connector goes into Authorization: Bearer");
        }
        return connectors.get(id);
    }

    private static void send(ServerResponse response, Status status, String title, String detail) {
        JsonResponses.send(
                response,
                status,
                JSON.createObjectBuilder().add("Title", title).add("Detail", detail).build());
    }
}
