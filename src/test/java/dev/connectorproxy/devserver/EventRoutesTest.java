package dev.connectorproxy.devserver;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.payment.Capability;
import dev.connectorproxy.spi.payment.FetchRequest;
import dev.connectorproxy.spi.payment.PaymentConnector;
import dev.connectorproxy.spi.payment.PaymentsPage;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What happens to a connector is sent as it happens.
class EventRoutesTest extends DevServerCase {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    /// A stream that a test reads event by event.
    private static final class Stream implements AutoCloseable {
        private final HttpResponse<InputStream> response;
        private final BufferedReader lines;

        Stream(RunningDevServer server, String path, String... headers) throws Exception {
            var request =
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                            .header("Accept", "text/event-stream");
            for (int i = 0; i < headers.length; i += 2) {
                request.header(headers[i], headers[i + 1]);
            }
            response = CLIENT.send(request.build(), BodyHandlers.ofInputStream());
            lines = new BufferedReader(new InputStreamReader(response.body()));
        }

        /// The lines of the next event; empty at the end of the stream.
        List<String> next() {
            try {
                var event = new ArrayList<String>();
                for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (line.isEmpty() && event.stream().anyMatch(it -> it.startsWith("event"))) {
                        return event;
                    }
                    event.add(line);
                }
                return List.of();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /// The lines of the next event of that type.
        List<String> next(String type) {
            while (true) {
                var event = next();
                if (event.isEmpty() || event.contains("event: " + type)) {
                    return event;
                }
            }
        }

        @Override
        public void close() throws IOException {
            lines.close();
        }
    }

    private static JsonObject data(List<String> event) {
        var json = event.getLast().substring("data: ".length());
        try (var reader = Json.createReader(new StringReader(json))) {
            return reader.readObject();
        }
    }

    @Test
    void aStreamHasThePagesTheTasksAndTheRunsAsTheyHappen() throws Exception {
        var path = server.connector("fake");
        try (var stream = new Stream(server, path + "/events")) {
            assertThat(
                    stream.response.headers().firstValue("Content-Type").orElseThrow(),
                    is("text/event-stream"));
            server.post(path + "/fetch/payments", "");
            var page = data(stream.next());
            assertThat(page.getString("kind"), is("payments"));
            assertThat(page.getInt("newRows"), is(2));

            server.post(path + "/runs", "");

            assertThat(data(stream.next("run")).getString("status"), is("running"));
            assertThat(data(stream.next("task")).getString("status"), is("running"));
            assertThat(data(stream.next("page")).getString("kind"), is("accounts"));
            var run = data(stream.next("run"));
            while (run.getString("status").equals("running")) {
                run = data(stream.next("run"));
            }
            assertThat(run.getString("status"), is("done"));
            assertThat(run.getInt("rows"), is(5));
        }
    }

    @Test
    void aClientThatConnectsAgainGetsWhatItMissed() throws Exception {
        var path = server.connector("fake");
        server.post(path + "/fetch/payments", "");
        server.post(path + "/fetch/accounts", "");
        var first = server.get(path + "/events").json().getJsonArray("events").getJsonObject(0);

        try (var stream =
                new Stream(server, path + "/events", "Last-Event-ID", "" + first.getInt("id"))) {
            assertThat(data(stream.next()).getString("kind"), is("accounts"));
        }
    }

    @Test
    void aStreamEndsWithItsConnector() throws Exception {
        var path = server.connector("fake");
        try (var stream = new Stream(server, path + "/events")) {
            server.request("DELETE", path, "");

            assertThat(stream.next(), hasItem("event: deleted"));
            assertThat(stream.next(), is(List.of()));
        }
    }

    @Test
    void aStreamEndsWithTheServer() throws Exception {
        var path = server.connector("fake");
        try (var stream = new Stream(server, path + "/events")) {
            server.close();

            assertThat(stream.next(), is(List.of()));
        }
    }

    @Test
    void withoutAStreamTheEventsAreListed() {
        var path = server.connector("fake");
        server.post(path + "/fetch/payments", "");

        var response = server.get(path + "/events");
        DevServerOpenApiTest.check("/paths/~1connectors~1{connectorId}~1events/get", response);

        var event = response.json().getJsonArray("events").getJsonObject(0);
        assertThat(event.getString("type"), is("page"));
        var last = response.json().getInt("last");
        assertThat(
                server.get(path + "/events?after=" + last).json().getJsonArray("events").size(),
                is(0));
        assertThat(server.get(path + "/events?after=x").status(), is(400));
    }

    @Test
    void noEventContainsASecret() throws Exception {
        var scripted = new ScriptedProvider(Set.of(Capability.FETCH_PAYMENTS), _ -> new Payments());
        try (var leaking = new RunningDevServer(scripted)) {
            var path = leaking.connector("scripted");
            try (var stream = new Stream(leaking, path + "/events")) {
                leaking.post(
                        path + "/fetch/payments", "{\"account\":{\"reference\":\"s3cret-key\"}}");

                var event = stream.next();

                assertThat(data(event).getString("payload"), is("***"));
                assertThat(leaking.get(path + "/events").body(), not(containsString("s3cret-key")));
            }
        }
    }

    @Test
    void aStreamMasksTheSecretsOfAConnectorThatReplacedTheOneItBeganWith() throws Exception {
        var scripted = new ScriptedProvider(Set.of(Capability.FETCH_PAYMENTS), _ -> new Payments());
        try (var leaking = new RunningDevServer(scripted)) {
            var path = leaking.connector("scripted");
            try (var stream = new Stream(leaking, path + "/events")) {
                leaking.post(
                        "/connectors",
                        "{\"provider\":\"scripted\",\"name\":\"n\",\"connectorId\":\"%s\",\"config\":{\"apiKey\":\"another-k3y\"}}"
                                .formatted(path.substring("/connectors/".length())));
                leaking.post(
                        path + "/fetch/payments", "{\"account\":{\"reference\":\"another-k3y\"}}");

                assertThat(data(stream.next("page")).getString("payload"), is("***"));
            }
        }
    }

    private static final class Payments implements PaymentConnector {
        @Override
        public PaymentsPage fetchPayments(FetchRequest request, Call call) {
            return PaymentsPage.of(
                    List.of(ScriptedProvider.payment("p1")), Json.createValue(1), false);
        }
    }
}
