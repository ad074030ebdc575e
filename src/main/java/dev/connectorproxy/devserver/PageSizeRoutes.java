package dev.connectorproxy.devserver;

import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import jakarta.json.spi.JsonProvider;

/// The route `/config/page-size`, which reads and sets the default page size while the server runs.
final class PageSizeRoutes implements HttpService {
    private static final JsonProvider JSON = JsonProvider.provider();

    private final PageSizes pageSizes;
    private final JsonBody bodies;
    private final Saving saving;

    PageSizeRoutes(PageSizes pageSizes, JsonBody bodyReader, Saving changeListener) {
        this.pageSizes = pageSizes;
        this.bodies = bodyReader;
        this.saving = changeListener;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/page-size", this::show).put("/page-size", this::set);
    }

    private void show(ServerRequest request, ServerResponse response) {
        Answers.send(
                response,
                JSON.createObjectBuilder()
                        .add("most", pageSizes.most())
                        .add("pageSize", pageSizes.usual())
                        .build());
    }

    private void set(ServerRequest request, ServerResponse response) {
        var size = bodies.read(request, fields -> fields.integer("pageSize"));
        pageSizes.setUsual(size.orElseThrow(() -> DevFailure.badRequest("pageSize is required")));
        saving.changed();
        show(request, response);
    }
}
