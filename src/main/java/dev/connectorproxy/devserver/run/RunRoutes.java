package dev.connectorproxy.devserver.run;

import dev.connectorproxy.devserver.api.DevServerException;
import dev.connectorproxy.devserver.api.JsonBodyReader;
import dev.connectorproxy.devserver.api.JsonResponses;
import dev.connectorproxy.devserver.api.QueryNumbers;
import dev.connectorproxy.devserver.connector.ConnectorInstance;
import dev.connectorproxy.devserver.connector.ConnectorPath;
import dev.connectorproxy.spi.payment.PaymentError;
import io.helidon.http.Status;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import jakarta.json.spi.JsonProvider;
import java.time.Duration;
import java.util.function.Predicate;

/// The routes of runs: `/connectors/{connectorId}/runs`.
public record RunRoutes(RunService service, JsonBodyReader bodyReader) implements HttpService {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final String RUNS = "/connectors/{connectorId}/runs";
    private static final String RUN = RUNS + "/{run}";
    private static final int MAX_WAIT_SECONDS = 60;
    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 1_000;
    private static final Duration CANCEL_TIMEOUT = Duration.ofSeconds(5);

    @Override
    public void routing(HttpRules rules) {
        rules.post(RUNS, this::start)
                .get(RUNS, this::list)
                .get(RUN, this::show)
                .delete(RUN, this::delete)
                .get(RUN + "/tasks", this::listTasks)
                .post(RUN + "/step", act(Run::step, "the run is not paused"))
                .post(RUN + "/continue", act(Run::proceed, "the run is not paused"))
                .post(RUN + "/pause", act(Run::pause, "the run has ended"))
                .post(RUN + "/cancel", act(run -> run.cancel(CANCEL_TIMEOUT), "the run has ended"));
    }

    private void start(ServerRequest request, ServerResponse response) {
        var instance = instance(request);
        var options = bodyReader.read(request, RunOptions::of);
        var run = service.start(instance.id(), options);
        sendAtRest(request, response, run, Status.CREATED_201);
    }

    private void list(ServerRequest request, ServerResponse response) {
        var instance = instance(request);
        var runs = JSON.createArrayBuilder();
        service.history().all(instance.id()).forEach(run -> runs.add(json(run).summary()));
        JsonResponses.send(
                response, instance::mask, JSON.createObjectBuilder().add("runs", runs).build());
    }

    private void show(ServerRequest request, ServerResponse response) {
        var instance = instance(request);
        sendAtRest(request, response, run(request, instance), Status.OK_200);
    }

    private void listTasks(ServerRequest request, ServerResponse response) {
        var instance = instance(request);
        var all = json(run(request, instance));
        var listing =
                new TaskListing(
                        request.query().first("status").asOptional(),
                        request.query().first("path").asOptional(),
                        number(request, "after", 0, Integer.MAX_VALUE),
                        number(request, "limit", DEFAULT_LIMIT, MAX_LIMIT));
        JsonResponses.send(response, instance::mask, listing.of(all));
    }

    private Handler act(Predicate<Run> action, String refusal) {
        return (request, response) -> {
            var instance = instance(request);
            var run = run(request, instance);
            if (!action.test(run)) {
                throw DevServerException.conflict(refusal, PaymentError.INVALID_REQUEST);
            }
            sendAtRest(request, response, run, Status.OK_200);
        };
    }

    private void delete(ServerRequest request, ServerResponse response) {
        var instance = instance(request);
        var run = run(request, instance);
        run.cancel(CANCEL_TIMEOUT);
        service.history().remove(run);
        JsonResponses.sendNoContent(response);
    }

    /// Sends the run when it has ended or is paused, or after as many seconds as the caller wants to wait.
    private void sendAtRest(
            ServerRequest request, ServerResponse response, Run run, Status status) {
        run.awaitRest(Duration.ofSeconds(number(request, "wait", 0, MAX_WAIT_SECONDS)));
        var body = JsonResponses.toBytes(json(run).whole());
        var current = instance(request); // it may have been replaced meanwhile
        JsonResponses.send(response, status, current.masked(body));
    }

    private RunJson json(Run run) {
        return new RunJson(run, run.progress().snapshot(), service.clock().instant());
    }

    private ConnectorInstance instance(ServerRequest request) {
        return service.connectors().get(ConnectorPath.id(request));
    }

    private Run run(ServerRequest request, ConnectorInstance instance) {
        return QueryNumbers.parse(request.path().pathParameters().get("run"))
                .flatMap(number -> service.history().find(instance.id(), number))
                .orElseThrow(() ->
                        DevServerException.notFound(
                                "run not found", "the oldest ones are dropped"));
    }

    /// A number among the query parameters.
    ///
    /// @throws DevServerException 400 when it is out of bounds
    private static int number(ServerRequest request, String name, int byDefault, int max) {
        return QueryNumbers.of(request, name, byDefault, max);
    }
}
