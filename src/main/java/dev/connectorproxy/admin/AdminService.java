package dev.connectorproxy.admin;

import dev.connectorproxy.longrunning.InvocationAdmin;
import dev.connectorproxy.longrunning.store.InvocationFilter;
import dev.connectorproxy.longrunning.store.InvocationState;
import dev.connectorproxy.longrunning.store.StoreException;
import dev.connectorproxy.longrunning.store.StoredInvocation;
import dev.connectorproxy.security.CallerAuthenticator;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import jakarta.json.JsonObject;
import jakarta.json.spi.JsonProvider;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// The routes under `/admin`, for API keys with the scope `admin`.
///
/// @param invocations empty if long-running calls are disabled
/// @param connections see [ConnectionRoutes]
/// @param audit receives a line for each action
public record AdminService(
        CallerAuthenticator authenticator,
        Optional<? extends InvocationAdmin> invocations,
        ConnectionOperations connections,
        Consumer<String> audit)
        implements HttpService {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final Set<String> FILTERS =
            Set.of("state", "command", "process_instance_id", "cursor", "limit");
    private static final int DEFAULT_PAGE_SIZE = 50;
    private static final int MAX_PAGE_SIZE = 200;

    @Override
    public void routing(HttpRules rules) {
        var routes = new ConnectionRoutes(connections, trail());
        rules.get("/connections", authorized(routes::list))
                .post("/connections/{name}/test", authorized(routes::test))
                .post("/connections/{name}/sign-in", authorized(routes::signIn))
                .get("/invocations", authorized(this::list))
                .get("/invocations/{id}", authorized(this::find))
                .post("/invocations/{id}/cancel", authorized(this::cancel))
                .post("/invocations/{id}/redrive", authorized(this::redrive))
                .post("/invocations/{id}/rerun", authorized(this::rerun));
    }

    private Handler authorized(Handler handler) {
        return (request, response) -> {
            try {
                requireAdmin(request, response);
                handler.handle(request, response);
            } catch (ProblemException e) {
                trail().refused(request, e.status());
                e.send(response);
            } catch (StoreException _) {
                trail().refused(request, 503);
                new ProblemException(503, "the database cannot be asked just now").send(response);
            }
        };
    }

    private AuditTrail trail() {
        return new AuditTrail(audit);
    }

    private void requireAdmin(ServerRequest request, ServerResponse response) {
        var caller = authenticator.identify(request);
        if (!caller.isKnown()) {
            throw new ProblemException(
                    authenticator.refuse(request, response).code(),
                    "a valid key in " + CallerAuthenticator.HEADER + " is needed");
        }
        if (!caller.isAdmin()) {
            throw new ProblemException(
                    403, "a key of the scope admin is needed (security.keys[].scopes)");
        }
    }

    private void list(ServerRequest request, ServerResponse response) {
        var filter = filter(request);
        var found = requireInvocations().list(filter);
        var array = JSON.createArrayBuilder();
        var page = found.stream().limit(filter.limit() - 1L).toList();
        page.stream().map(InvocationJson::of).forEach(array::add);
        var body = JSON.createObjectBuilder().add("invocations", array);
        if (found.size() > page.size()) {
            body.add("next_cursor", page.getLast().id());
        }
        send(response, body.build());
    }

    private void find(ServerRequest request, ServerResponse response) {
        var id = id(request);
        var found = requireInvocation(id);
        send(response, InvocationJson.of(found, requireInvocations().contents(id)));
    }

    private void cancel(ServerRequest request, ServerResponse response) {
        var id = id(request);
        requireInvocation(id);
        if (!requireInvocations().cancel(id)) {
            throw new ProblemException(409, "there is nothing to cancel: " + describeState(id));
        }
        trail().done(request, "cancel");
        send(response, InvocationJson.of(requireInvocation(id), Optional.empty()));
    }

    private void redrive(ServerRequest request, ServerResponse response) {
        var id = id(request);
        requireInvocation(id);
        if (!requireInvocations().redrive(id)) {
            throw new ProblemException(409, "there is no callback to send: " + describeState(id));
        }
        trail().done(request, "redrive");
        send(response, InvocationJson.of(requireInvocation(id), Optional.empty()));
    }

    private void rerun(ServerRequest request, ServerResponse response) {
        var id = id(request);
        requireInvocation(id);
        boolean confirmed = Confirmation.read(request);
        var refusal =
                switch (requireInvocations().rerun(id, confirmed)) {
                    case SCHEDULED -> "";
                    case NOT_CLOSED -> "only a closed call can be run again: " + describeState(id);
                    case NOT_CONFIRMED ->
                            "its command is not safe to repeat; to run it nevertheless, send "
                                    + Confirmation.BODY;
                    case SAME_CALL_IN_PROGRESS ->
                            "the same call of the same task is in progress as another invocation";
                    case UNREADABLE -> "no key decrypts its arguments (long-running.old-keys)";
                };
        if (!refusal.isEmpty()) {
            throw new ProblemException(409, refusal);
        }
        trail().done(request, confirmed ? "confirmed rerun" : "rerun");
        send(response, InvocationJson.of(requireInvocation(id), Optional.empty()));
    }

    /// The limit is one more than the page size, to see whether there are more.
    private static InvocationFilter filter(ServerRequest request) {
        var query = request.query();
        for (var name : query.names()) {
            if (!FILTERS.contains(name)) {
                throw new ProblemException(400, "there is no filter " + name);
            }
        }
        var limit = query.first("limit").orElse(Integer.toString(DEFAULT_PAGE_SIZE));
        if (!limit.matches("[1-9][0-9]{0,2}") || Integer.parseInt(limit) > MAX_PAGE_SIZE) {
            throw new ProblemException(400, "limit must be 1 to " + MAX_PAGE_SIZE);
        }
        var cursor = query.first("cursor");
        if (cursor.filter(text -> text.length() > 36 || text.isEmpty()).isPresent()) {
            throw new ProblemException(400, "cursor must be a next_cursor");
        }
        return new InvocationFilter(
                query.first("state").map(AdminService::toState),
                query.first("command").asOptional(),
                query.first("process_instance_id").asOptional(),
                cursor.asOptional(),
                Integer.parseInt(limit) + 1);
    }

    private static InvocationState toState(String text) {
        return Arrays.stream(InvocationState.values())
                .filter(state -> state.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst()
                .orElseThrow(() -> new ProblemException(400, "there is no state " + text));
    }

    private String describeState(String id) {
        return "it is " + requireInvocation(id).state().name().toLowerCase(Locale.ROOT);
    }

    private StoredInvocation requireInvocation(String id) {
        return requireInvocations()
                .find(id)
                .orElseThrow(() -> new ProblemException(404, "there is no such invocation"));
    }

    private InvocationAdmin requireInvocations() {
        return invocations
                .<InvocationAdmin>map(known -> known)
                .orElseThrow(() ->
                        new ProblemException(
                                404,
                                "long-running calls are off: long-running.callback.allow names no origin"));
    }

    private static String id(ServerRequest request) {
        return request.path().pathParameters().get("id");
    }

    static void send(ServerResponse response, JsonObject body) {
        response.header(HeaderValues.CONTENT_TYPE_JSON)
                .header(HeaderValues.CACHE_NO_CACHE)
                .send(body.toString().getBytes(StandardCharsets.UTF_8));
    }
}
