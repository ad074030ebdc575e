package dev.connectorproxy.devserver.rows;

import dev.connectorproxy.devserver.api.DevServerException;
import dev.connectorproxy.devserver.api.JsonResponses;
import dev.connectorproxy.devserver.api.QueryNumbers;
import dev.connectorproxy.devserver.connector.ConnectorInstance;
import dev.connectorproxy.devserver.connector.ConnectorPath;
import dev.connectorproxy.devserver.connector.ConnectorRegistry;
import dev.connectorproxy.devserver.state.FetchKind;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;

/// The routes of the rows that were fetched: `/connectors/{connectorId}/rows` and `…/rows/{kind}`, and of their pages.
public record RowRoutes(ConnectorRegistry connectors, RowStore rows) implements HttpService {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final String ROWS = "/connectors/{connectorId}/rows";

    @Override
    public void routing(HttpRules rules) {
        rules.get(ROWS, this::count)
                .delete(ROWS, this::forget)
                .get("/connectors/{connectorId}/pages/{call}", this::showPage);
        for (var kind : FetchKind.values()) {
            rules.get(ROWS + "/" + kind.path(), list(kind))
                    .get(ROWS + "/" + kind.path() + "/{+key}", show(kind));
        }
    }

    private void count(ServerRequest request, ServerResponse response) {
        var instance = instance(request);
        JsonResponses.send(response, instance::mask, RowJson.counts(rows.all(instance.id())));
    }

    private void forget(ServerRequest request, ServerResponse response) {
        rows.forget(instance(request).id());
        JsonResponses.sendNoContent(response);
    }

    private Handler list(FetchKind kind) {
        return (request, response) -> {
            var instance = instance(request);
            var query = RowQuery.of(request, kind);
            var matching = query.matching(rows.all(instance.id()), instance.mask());
            var page = query.page(matching);
            boolean last = page.isEmpty() || page.getLast() == matching.getLast();
            var list = JSON.createArrayBuilder();
            page.forEach(row -> list.add(RowJson.listed(row)));
            JsonResponses.send(
                    response,
                    instance::mask,
                    JSON.createObjectBuilder()
                            .add("rows", list)
                            .add("count", matching.size())
                            .add(
                                    "next",
                                    last
                                            ? JsonValue.NULL
                                            : JSON.createValue(
                                                    RowQuery.Position.of(page.getLast()).text()))
                            .build());
        };
    }

    private Handler show(FetchKind kind) {
        return (request, response) -> {
            var instance = instance(request);
            var key = request.path().pathParameters().get("key");
            var row =
                    rows.row(instance.id(), kind, key)
                            .orElseThrow(() ->
                                    DevServerException.notFound(
                                            "row not found",
                                            "the rows that were seen longest ago are dropped"));
            var page = rows.page(instance.id(), row.last().call());
            JsonResponses.send(response, instance::mask, RowJson.whole(row, page));
        };
    }

    private void showPage(ServerRequest request, ServerResponse response) {
        var instance = instance(request);
        var page =
                QueryNumbers.parse(request.path().pathParameters().get("call"))
                        .flatMap(call -> rows.page(instance.id(), call))
                        .orElseThrow(() ->
                                DevServerException.notFound(
                                        "page not found", "the oldest ones are dropped"));
        JsonResponses.send(response, instance::mask, RowJson.of(page));
    }

    private ConnectorInstance instance(ServerRequest request) {
        return connectors.get(ConnectorPath.id(request));
    }
}
