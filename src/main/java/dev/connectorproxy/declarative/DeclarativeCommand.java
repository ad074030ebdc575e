package dev.connectorproxy.declarative;

import dev.connectorproxy.declarative.file.CommandFile.ResponseForm;
import dev.connectorproxy.declarative.file.Idempotency;
import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.Command;
import dev.connectorproxy.spi.CommandResult;
import dev.connectorproxy.spi.CommandResult.Body;
import dev.connectorproxy.spi.CommandResult.Done;
import dev.connectorproxy.spi.CommandSpec;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.Egress;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.spi.HttpRequest;
import dev.connectorproxy.spi.TreeSize;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/// A command of a connector file: arguments are validated and bound to a request, and the response becomes the result or a failure
/// by rules. Thread-safe.
record DeclarativeCommand(CommandPlan plan, Egress egress) implements Command {
    private static final JsonProvider JSON = JsonProvider.provider();

    @Override
    public CommandSpec spec() {
        return plan.spec();
    }

    @Override
    public boolean asynchronous() {
        return plan.async();
    }

    @Override
    public boolean repeatable(Arguments arguments) {
        return plan.repeatable();
    }

    @Override
    public String target(Arguments arguments) {
        return plan.server().target(arguments);
    }

    @Override
    public CommandResult execute(Arguments arguments, Call call) {
        try {
            return plan.response() == ResponseForm.QUOTED
                    ? QuotedResult.of(run(arguments, call))
                    : run(arguments, call);
        } catch (ConnectorException e) {
            var code = plan.codes().get(e.code());
            throw code == null
                    ? e
                    : new ConnectorException(code, e.httpStatus(), e.getMessage(), e);
        }
    }

    private Done run(Arguments arguments, Call call) {
        TreeSize.reserveTwice(arguments, call);
        boolean connected = call.authorization() != Call.Authorization.NONE;
        var values = keyed(plan.arguments().read(arguments, connected), arguments, call);
        var given = GivenValues.of(values, arguments.size());
        var request = request(given, arguments, call);
        var sender =
                plan.refresh()
                        .flatMap(refresh -> refresh.start(given, egress, call))
                        .orElse(egress);
        return plan.pages()
                .map(pages -> list(pages, request, sender, call))
                .orElseGet(() -> single(request, sender, call));
    }

    private HttpRequest request(GivenValues given, Arguments arguments, Call call) {
        plan.checks().require(given, call);
        var chosen =
                plan.requests().stream()
                        .filter(request ->
                                request.when()
                                        .map(when ->
                                                when.holds(
                                                        given.object(), given.size(), call.left()))
                                        .orElse(true))
                        .findFirst()
                        .orElseThrow(() ->
                                new ConnectorException(
                                        ErrorCode.INVALID_PARAMETERS,
                                        "no request of this command fits these parameters"));
        var request =
                chosen.build(
                        plan.server().of(arguments, given.byId(), call),
                        plan.sent().of(given, call),
                        given,
                        call);
        return plan.idempotency()
                .flatMap(use -> use.header().map(name -> withKey(request, name, arguments, call)))
                .orElse(request);
    }

    private HttpRequest withKey(
            HttpRequest request, String header, Arguments arguments, Call call) {
        var headers = new ArrayList<>(request.headers());
        headers.removeIf(known -> known.name().equalsIgnoreCase(header));
        headers.add(new HttpRequest.Header(header, key(arguments, call)));
        return request.withHeaders(headers);
    }

    /// The values with the idempotency key, where it is the value of a parameter that the call does not give.
    private Map<String, JsonValue> keyed(
            Map<String, JsonValue> values, Arguments arguments, Call call) {
        var id =
                plan.idempotency()
                        .filter(use -> use.header().isEmpty())
                        .flatMap(Idempotency::parameter)
                        .filter(parameter -> !values.containsKey(parameter));
        if (id.isEmpty()) {
            return values;
        }
        var all = new LinkedHashMap<>(values);
        all.put(id.get(), JSON.createValue(key(arguments, call)));
        return all;
    }

    private String key(Arguments arguments, Call call) {
        return plan.idempotency()
                .flatMap(Idempotency::parameter)
                .flatMap(id -> ArgumentReader.text(arguments, id))
                .or(() -> call.task().map(task -> TaskKey.of(task, plan.spec().name())))
                .or(call::idempotencyKey)
                .orElseGet(() -> UUID.randomUUID().toString());
    }

    private Done single(HttpRequest request, Egress sender, Call call) {
        var response = UpstreamResponse.of(sender.send(request, call), request.url(), call);
        return plan.errors()
                .failure(response, call)
                .orElseGet(() -> {
                    var body =
                            plan.result().isEmpty()
                                    ? response.toBody()
                                    : result(response.value(), response.size(), call);
                    return done(body, response.status(), response.logs());
                });
    }

    private Done list(Pages pages, HttpRequest request, Egress sender, Call call) {
        var list = new PageWalk(pages, plan.errors(), sender, call).run(request);
        return list.failure()
                .orElseGet(() -> {
                    var body =
                            plan.result().isEmpty()
                                    ? new Body.Tree(list.items())
                                    : result(list.items(), list.size(), call);
                    return done(body, list.status(), list.logs());
                });
    }

    private Body result(JsonValue context, long size, Call call) {
        return new Body.Tree(
                plan.result()
                        .orElseThrow()
                        .evaluate(context, size, call.left())
                        .orElse(JsonValue.NULL));
    }

    private static Done done(Body body, int status, List<String> logs) {
        return new Done(body, OptionalInt.of(status), Optional.empty(), Optional.empty(), logs);
    }
}
