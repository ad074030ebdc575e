package dev.connectorproxy.proxy;

import dev.connectorproxy.catalogue.CommandDirectory;
import dev.connectorproxy.security.Caller;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.http.PathMatchers;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/// The routes under `/v1`.
public final class CommandService implements HttpService {
    private static final String COMMAND = "/do/{connector}/{command}";
    private static final byte[] LIVENESS_BODY =
            "{\"status\": \"ok\", \"ok\": true}".getBytes(StandardCharsets.UTF_8);
    private static final byte[] V1_LIVENESS_BODY =
            "{\"ok\": true}".getBytes(StandardCharsets.UTF_8);

    private final CommandDirectory directory;
    private final CommandHandler commands;
    private final List<String> auths;
    private final CallerProfiles profiles;
    private final boolean catalogueForAnyOrigin;
    private final Lock rebuildLock = new ReentrantLock();
    private volatile CatalogueSnapshot snapshot; // set under rebuildLock

    /// @param auths the ids of the sign-ins, in order
    public CommandService(
            CommandDirectory directory,
            CommandHandler commands,
            CallerProfiles profiles,
            List<String> auths) {
        this.auths = List.copyOf(auths);
        this.profiles = profiles;
        this.catalogueForAnyOrigin = profiles.corsOrigins().isEmpty();
        this.directory = directory;
        this.commands = commands;
        directory.onChange(this::rebuild);
        rebuild();
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/liveness", (_, response) -> json(response, V1_LIVENESS_BODY))
                .get("/commands", this::list)
                .get("/auths", this::listAuths)
                // a GET with a body runs the command, but is not listed in Allow
                .route(Method.predicate(Method.GET), PathMatchers.create(COMMAND), commands::get)
                .post(COMMAND, commands::post);
    }

    /// The response of `/liveness`, as both async-http and the Flask proxy give it; only the latter has `/v1/liveness`.
    public static void liveness(ServerRequest request, ServerResponse response) {
        json(response, LIVENESS_BODY);
    }

    /// If no CORS origins are configured, pages of any origin may read the catalogue, as in async-http, but nothing
    /// else.
    private void list(ServerRequest request, ServerResponse response) {
        if (catalogueForAnyOrigin && request.headers().contains(HeaderNames.ORIGIN)) {
            response.header(HeaderValues.create(HeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, "*"));
        }
        var caller = Caller.of(request);
        var hidden = profiles.of(caller).hidden();
        json(response, snapshot.forCaller(caller, hidden, wantsSchemas(request)));
    }

    /// Other parameters of the query are ignored, as in async-http.
    private static boolean wantsSchemas(ServerRequest request) {
        return switch (request.query().first("schemas").orElse("false")) {
            case "true" -> true;
            case "false" -> false;
            default ->
                    throw new ConnectorException(
                            ErrorCode.INVALID_REQUEST, "schemas must be true or false");
        };
    }

    private void listAuths(ServerRequest request, ServerResponse response) {
        var list = CatalogueJson.ofIds(auths.stream().filter(Caller.of(request)::maySee));
        json(response, list.toString().getBytes(StandardCharsets.UTF_8));
    }

    /// Serialized, so that the last rebuild has the newest commands.
    private void rebuild() {
        rebuildLock.lock();
        try {
            snapshot = new CatalogueSnapshot(directory, commands.connections());
        } finally {
            rebuildLock.unlock();
        }
    }

    private static void json(ServerResponse response, byte[] body) {
        response.header(HeaderValues.CONTENT_TYPE_JSON).send(body);
    }
}
