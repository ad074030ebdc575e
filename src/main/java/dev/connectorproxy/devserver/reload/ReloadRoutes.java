package dev.connectorproxy.devserver.reload;

import dev.connectorproxy.devserver.api.JsonResponses;
import dev.connectorproxy.devserver.connector.ProviderRegistry;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/// The routes of code that changes: `/providers/{provider}/reload` and `/reloads`.
public record ReloadRoutes(ProviderRegistry providers, Reloads reloads) implements HttpService {
    @Override
    public void routing(HttpRules rules) {
        rules.post("/providers/{provider}/reload", this::reload).get("/reloads", this::list);
    }

    private void reload(ServerRequest request, ServerResponse response) {
        var name = request.path().pathParameters().get("provider");
        if (reloads.sourceOf(name).isEmpty()) {
            providers.get(name); // 404 for an unknown one
        }
        JsonResponses.send(response, reloads.reload(name));
    }

    private void list(ServerRequest request, ServerResponse response) {
        JsonResponses.send(response, reloads.json());
    }
}
