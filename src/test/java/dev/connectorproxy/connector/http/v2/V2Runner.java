package dev.connectorproxy.connector.http.v2;

import dev.connectorproxy.catalogue.ArgumentCheck;
import dev.connectorproxy.connector.http.shared.HttpContext;
import dev.connectorproxy.connector.http.shared.HttpSettings;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.Command;
import dev.connectorproxy.spi.CommandResult.Body;
import dev.connectorproxy.spi.CommandResult.Done;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.HttpRequest;
import dev.connectorproxy.spi.HttpRequest.Header;
import dev.connectorproxy.spi.HttpResponse;
import dev.connectorproxy.spi.JsonText;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The V2 commands with scripted responses, of which the last one repeats.
final class V2Runner {
    static final Duration LEFT = Duration.ofSeconds(1_000);

    private final ArrayDeque<Object> responses = new ArrayDeque<>();
    private final List<HttpRequest> sent = new ArrayList<>();
    private final List<Duration> timesLeft = new ArrayList<>();
    private final List<Duration> pauses = new ArrayList<>();
    private final Map<String, String> settings;

    V2Runner(Map<String, String> settings) {
        this.settings = settings;
    }

    static V2Runner responding(int status, String contentType, String body) {
        return new V2Runner(Map.of())
                .then(status, contentType, body.getBytes(StandardCharsets.UTF_8));
    }

    V2Runner then(int status, String contentType, byte[] body) {
        var headers =
                contentType.isEmpty()
                        ? List.<Header>of()
                        : List.of(new Header("Content-Type", contentType));
        responses.add(new HttpResponse(status, headers, body));
        return this;
    }

    V2Runner then(ConnectorException failure) {
        responses.add(failure);
        return this;
    }

    List<HttpRequest> sent() {
        return sent;
    }

    /// The time that was left for each request.
    List<Duration> timesLeft() {
        return timesLeft;
    }

    List<Duration> pauses() {
        return pauses;
    }

    Done run(String command, String arguments) {
        return run(command, arguments, LEFT);
    }

    Done run(String name, String arguments, Duration left) {
        var context =
                new HttpContext(
                        this::respond,
                        HttpSettings.create(settings),
                        () -> Instant.ofEpochSecond(1_795_360_270L, 300_000_000L),
                        pauses::add);
        var command =
                Stream.<Command>of(
                                new GetRequestV2(context),
                                new HeadRequestV2(context),
                                new PostRequestV2(context),
                                new PutRequestV2(context),
                                new PatchRequestV2(context),
                                new DeleteRequestV2(context))
                        .filter(it -> it.spec().name().equals(name))
                        .findFirst()
                        .orElseThrow();
        byte[] json = arguments.getBytes(StandardCharsets.UTF_8);
        var call =
                new Call(
                        "id",
                        false,
                        Optional.empty(),
                        System.nanoTime() + left.toNanos(),
                        Call.Trail.NONE);
        return (Done)
                command.execute(
                        ArgumentCheck.check(
                                command.spec(), JsonText.of(json, 99).orElseThrow().members()),
                        call);
    }

    /// The body as JSON text.
    static String body(Done done) {
        return switch (done.body()) {
            case Body.Raw(var text) -> text.toString();
            case Body.Quoted(var text) -> text.toString();
            case Body.Tree(var value) -> value.toString();
            case Body.Text(var name, var text) -> name + ": " + text;
        };
    }

    private HttpResponse respond(HttpRequest request, Call call) {
        sent.add(request);
        timesLeft.add(call.left());
        var next = responses.size() > 1 ? responses.pop() : responses.element();
        if (next instanceof ConnectorException failure) {
            throw failure;
        }
        return (HttpResponse) next;
    }
}
