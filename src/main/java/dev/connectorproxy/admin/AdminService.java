package dev.connectorproxy.admin;

import dev.connectorproxy.longrunning.Invocation;
import dev.connectorproxy.longrunning.Invocations;
import dev.connectorproxy.longrunning.State;
import dev.connectorproxy.longrunning.StoreException;
import dev.connectorproxy.security.Caller;
import dev.connectorproxy.security.Gatekeeper;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// The routes under `/admin`, for API keys with the scope `admin`.
public final class AdminService implements HttpService {
    private static final HeaderName KEY = HeaderNames.create(Gatekeeper.HEADER);
    private static final Set<String> FILTERS =
            Set.of("state", "command", "process_instance_id", "cursor", "limit");
    private static final int PAGE = 50;
    private static final int LONGEST_PAGE = 200;

    private final Gatekeeper gatekeeper;
    private final Optional<? extends Invocations> invocations;

    /// @param invocations empty if long-running calls are disabled
    public AdminService(Gatekeeper gatekeeper, Optional<? extends Invocations> invocations) {
        this.gatekeeper = gatekeeper;
        this.invocations = invocations;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/invocations", guarded(this::list))
                .get("/invocations/{id}", guarded(this::find))
                .post("/invocations/{id}/cancel", guarded(this::cancel))
                .post("/invocations/{id}/redrive", guarded(this::redrive));
    }

    private Handler guarded(Handler handler) {
        return (request, response) -> {
            try {
                admit(request);
                handler.handle(request, response);
            } catch (Problem e) {
                e.send(response);
            } catch (StoreException _) {
                new Problem(503, "the database cannot be asked just now").send(response);
            }
        };
    }

    private void admit(ServerRequest request) {
        var caller = gatekeeper.admit(request.path().path(), request.headers().all(KEY, List::of));
        if (caller.isEmpty()) {
            throw new Problem(401, "a valid key in " + Gatekeeper.HEADER + " is needed");
        }
        if (!caller.filter(Caller::isAdmin).isPresent()) {
            throw new Problem(403, "a key of the scope admin is needed (security.keys[].scopes)");
        }
    }

    private void list(ServerRequest request, ServerResponse response) {
        var filter = filter(request);
        var found = known().list(filter);
        var array = Json.createArrayBuilder();
        var page = found.stream().limit(filter.most() - 1L).toList();
        page.stream().map(InvocationJson::of).forEach(array::add);
        var body = Json.createObjectBuilder().add("invocations", array);
        if (found.size() > page.size()) {
            body.add("next_cursor", page.getLast().id());
        }
        send(response, body.build());
    }

    private void find(ServerRequest request, ServerResponse response) {
        var id = id(request);
        var found = existing(id);
        send(response, InvocationJson.of(found, known().contents(id)));
    }

    private void cancel(ServerRequest request, ServerResponse response) {
        var id = id(request);
        existing(id);
        if (!known().cancel(id)) {
            throw new Problem(409, "there is nothing to cancel: " + state(id));
        }
        send(response, InvocationJson.of(existing(id), Optional.empty()));
    }

    private void redrive(ServerRequest request, ServerResponse response) {
        var id = id(request);
        existing(id);
        if (!known().redrive(id)) {
            throw new Problem(409, "there is no callback to send: " + state(id));
        }
        send(response, InvocationJson.of(existing(id), Optional.empty()));
    }

    /// The limit is one more than the page size, to see whether there are more.
    private static Invocations.Filter filter(ServerRequest request) {
        var query = request.query();
        for (var name : query.names()) {
            if (!FILTERS.contains(name)) {
                throw new Problem(400, "there is no filter " + name);
            }
        }
        var limit = query.first("limit").orElse(Integer.toString(PAGE));
        if (!limit.matches("[1-9][0-9]{0,2}") || Integer.parseInt(limit) > LONGEST_PAGE) {
            throw new Problem(400, "limit must be 1 to " + LONGEST_PAGE);
        }
        var cursor = query.first("cursor");
        if (cursor.filter(text -> text.length() > 36 || text.isEmpty()).isPresent()) {
            throw new Problem(400, "cursor must be a next_cursor");
        }
        return new Invocations.Filter(
                query.first("state").map(AdminService::parsed),
                query.first("command").asOptional(),
                query.first("process_instance_id").asOptional(),
                cursor.asOptional(),
                Integer.parseInt(limit) + 1);
    }

    private static State parsed(String text) {
        return Arrays.stream(State.values())
                .filter(state -> state.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst()
                .orElseThrow(() -> new Problem(400, "there is no state " + text));
    }

    private String state(String id) {
        return "it is " + existing(id).state().name().toLowerCase(Locale.ROOT);
    }

    private Invocation existing(String id) {
        return known().find(id).orElseThrow(() -> new Problem(404, "there is no such invocation"));
    }

    private Invocations known() {
        return invocations
                .<Invocations>map(known -> known)
                .orElseThrow(() ->
                        new Problem(
                                404,
                                "long-running calls are off: long-running.callback.allow names no origin"));
    }

    private static String id(ServerRequest request) {
        return request.path().pathParameters().get("id");
    }

    private static void send(ServerResponse response, JsonObject body) {
        response.header(HeaderValues.CONTENT_TYPE_JSON)
                .header(HeaderValues.CACHE_NO_CACHE)
                .send(body.toString().getBytes(StandardCharsets.UTF_8));
    }
}
