package dev.connectorproxy.devserver.reload;

import dev.connectorproxy.devserver.api.DevErrorHandler;
import dev.connectorproxy.devserver.api.DevServerException;
import dev.connectorproxy.devserver.connector.ConnectorInstance;
import dev.connectorproxy.devserver.connector.ProviderCalls;
import dev.connectorproxy.devserver.fetch.Fetch;
import dev.connectorproxy.devserver.fetch.FetchedPage;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Fetches the last page of each kind again from the state that it was fetched from, and compares. No state changes.
/// Thread-safe.
record PageRerun(ProviderCalls calls, LastPages pages) {
    private static final JsonProvider JSON = JsonProvider.provider();

    /// The comparison of each kept page of a connector; all pages are fetched at once.
    List<JsonObject> run(ConnectorInstance instance) throws InterruptedException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var tasks =
                    pages.all(instance.id()).stream()
                            .<Callable<JsonObject>>map(page -> () -> rerun(instance, page))
                            .toList();
            return threads.invokeAll(tasks).stream().map(PageRerun::result).toList();
        }
    }

    private static JsonObject result(Future<JsonObject> done) {
        try {
            return done.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a rerun reports its failures", e.getCause());
        } catch (InterruptedException e) {
            throw new IllegalStateException("it is done", e);
        }
    }

    private JsonObject rerun(ConnectorInstance instance, LastPage page) {
        var json =
                JSON.createObjectBuilder()
                        .add("kind", page.key().kind().path())
                        .add("name", instance.mask().text(page.key().name()))
                        .add("payload", instance.mask().text(page.key().payload().text()));
        try {
            var body = instance.masked(fetch(instance, page).body());
            var difference = new PageComparison(page.body(), body).json();
            pages.keep(instance.id(), page.withBody(body));
            return json.add("error", JsonValue.NULL).add("difference", difference).build();
        } catch (DevServerException e) {
            return failed(json, e);
        }
    }

    private static JsonObject failed(JsonObjectBuilder json, DevServerException failure) {
        return json.add("error", DevErrorHandler.body(failure))
                .add("difference", JsonValue.NULL)
                .build();
    }

    private FetchedPage fetch(ConnectorInstance instance, LastPage page) {
        var fetch = new Fetch(instance, page.key(), page.request());
        return calls.run(
                fetch.operation(),
                call -> FetchedPage.fetch(instance.connector(), page.key(), fetch.request(), call));
    }
}
