package dev.connectorproxy.devserver.fetch;

import dev.connectorproxy.devserver.api.DevServerException;
import dev.connectorproxy.devserver.api.JsonBodyReader;
import dev.connectorproxy.devserver.api.JsonResponses;
import dev.connectorproxy.devserver.memory.ChangeSaver;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import jakarta.json.spi.JsonProvider;

/// The route `/config/page-size`, which reads and sets the default page size while the server runs.
public record PageSizeRoutes(PageSizes pageSizes, JsonBodyReader bodyReader, ChangeSaver changes)
        implements HttpService {
    private static final JsonProvider JSON = JsonProvider.provider();

    @Override
    public void routing(HttpRules rules) {
        rules.get("/page-size", this::show).put("/page-size", this::set);
    }

    private void show(ServerRequest request, ServerResponse response) {
        JsonResponses.send(
                response,
                JSON.createObjectBuilder()
                        .add("most", pageSizes.max())
                        .add("pageSize", pageSizes.defaultSize())
                        .build());
    }

    private void set(ServerRequest request, ServerResponse response) {
        var size = bodyReader.read(request, fields -> fields.integer("pageSize"));
        pageSizes.setDefaultSize(
                size.orElseThrow(() -> DevServerException.badRequest("pageSize is required")));
        changes.save();
        show(request, response);
    }
}
