package dev.connectorproxy.admin;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import dev.connectorproxy.RoutingCase;
import dev.connectorproxy.connection.ConnectionAdmin;
import dev.connectorproxy.connection.NoConnections;
import dev.connectorproxy.longrunning.InvocationAdmin;
import dev.connectorproxy.longrunning.store.InvocationFilter;
import dev.connectorproxy.longrunning.store.InvocationState;
import dev.connectorproxy.longrunning.store.Rerun;
import dev.connectorproxy.longrunning.store.StoredInvocation;
import dev.connectorproxy.security.CallerAuthenticator;
import dev.connectorproxy.security.SecuritySettings;
import dev.connectorproxy.settings.Settings;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.webclient.http1.Http1Client;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.testing.junit5.DirectClient;
import io.helidon.webserver.testing.junit5.SetUpRoute;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdminServiceTest extends RoutingCase {
    private static final String KEYS =
            "security: {keys: [{name: a, value: admin-key, scopes: [admin]}, {name: b, value: plain-key}]}";

    private static final String KNOWN = "019a0000-0000-7000-8000-000000000001";
    private static final ConnectionOperations NO_CONNECTIONS =
            new ConnectionOperations(
                    new ConnectionAdmin(NoConnections.CONNECTIONS, Map::of, _ -> {}),
                    _ -> Optional.empty());
    private static final Collection<String> LINES = new ConcurrentLinkedQueue<>();

    @TempDir private static Path folder;

    private final Http1Client client;

    AdminServiceTest(DirectClient client) {
        this.client = client;
    }

    @SetUpRoute
    static void routes(HttpRouting.Builder routing) throws IOException {
        var authenticator = authenticator();
        routing.register(
                        "/admin",
                        new AdminService(
                                authenticator,
                                Optional.of(new FakeAdmin()),
                                NO_CONNECTIONS,
                                LINES::add))
                .register(
                        "/off",
                        new AdminService(
                                authenticator, Optional.empty(), NO_CONNECTIONS, LINES::add));
    }

    private static CallerAuthenticator authenticator() throws IOException {
        var file = Files.writeString(folder.resolve("settings.yaml"), KEYS);
        var settings = Settings.load(Optional.of(file), Map.of(), new Properties());
        return new CallerAuthenticator(
                SecuritySettings.create(settings.root().section("security"), List.of()), _ -> {});
    }

    /// With one invocation.
    private static final class FakeAdmin implements InvocationAdmin {
        private final AtomicBoolean rerun = new AtomicBoolean();

        @Override
        public List<StoredInvocation> list(InvocationFilter filter) {
            return List.of();
        }

        @Override
        public Optional<StoredInvocation> find(String id) {
            return Optional.of(invocation()).filter(known -> known.id().equals(id));
        }

        @Override
        public Optional<StoredInvocation.Contents> contents(String id) {
            return Optional.empty();
        }

        @Override
        public boolean cancel(String id) {
            return id.equals(KNOWN);
        }

        @Override
        public boolean redrive(String id) {
            return id.equals(KNOWN);
        }

        /// Only once, and only with a confirmation.
        @Override
        public Rerun rerun(String id, boolean confirmed) {
            if (!confirmed) {
                return Rerun.NOT_CONFIRMED;
            }
            return rerun.getAndSet(true) ? Rerun.NOT_CLOSED : Rerun.SCHEDULED;
        }

        private static StoredInvocation invocation() {
            Optional<String> none = Optional.empty();
            return new StoredInvocation(
                    KNOWN,
                    InvocationState.WAITING,
                    new StoredInvocation.Source(
                            "http/GetRequest", none, "r", none, none, none, "http://a:80"),
                    "",
                    true,
                    1,
                    1,
                    new StoredInvocation.Times(
                            Instant.EPOCH,
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty()),
                    new StoredInvocation.Callback(0, 0, ""));
        }
    }

    private record Response(int status, String type, String body) {}

    private Response request(String method, String target, String key) {
        return request(method, target, key, "");
    }

    private Response request(String method, String target, String key, String body) {
        try (var response =
                client.method(Method.create(method))
                        .uri(target)
                        .skipUriEncoding(true)
                        .header(HeaderNames.create(CallerAuthenticator.HEADER), key)
                        .submit(body)) {
            return new Response(
                    response.status().code(),
                    response.headers().get(HeaderNames.CONTENT_TYPE).get(),
                    response.as(String.class));
        }
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "?stat=x            | there is no filter stat",
                "?state=open        | there is no state open",
                "?limit=0           | limit must be 1 to 200",
                "?limit=201         | limit must be 1 to 200",
                "?limit=x           | limit must be 1 to 200",
                "?cursor=           | cursor must be a next_cursor",
            })
    void explainsAnInvalidFilter(String query, String detail) {
        var response = request("GET", "/admin/invocations" + query, "admin-key");

        assertThat(response.body(), response.status(), is(400));
        assertThat(response.type(), is("application/problem+json"));
        assertThat(response.body().contains("\"detail\":\"" + detail + "\""), is(true));
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({"GET, ''", "POST, /cancel", "POST, /redrive", "POST, /rerun"})
    void doesNotKnowTheInvocation(String method, String action) {
        var path = "/admin/invocations/" + UUID.randomUUID() + action;

        assertThat(request(method, path, "admin-key").status(), is(404));
    }

    @ParameterizedTest(name = "{0} {1} -> {2}")
    @CsvSource({
        "/admin/invocations, admin-key, 200",
        "/admin/invocations, plain-key, 403",
        "/admin/invocations, other-key, 401",
        "/off/invocations, admin-key, 404",
        "/off/invocations, plain-key, 403",
    })
    void requiresAKeyOfTheScopeAdmin(String path, String key, int status) {
        assertThat(request("GET", path, key).status(), is(status));
    }

    @Test
    void respondsWithAnEmptyPage() {
        var response = request("GET", "/admin/invocations?state=dead&limit=200", "admin-key");

        assertThat(response.body(), is("{\"invocations\":[]}"));
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "/admin/invocations/aud-1/cancel  | admin-key | cancel of invocation aud-1 by the key a from %s: refused with 404",
                "/admin/invocations/aud-2/redrive | plain-key | redrive of invocation aud-2 by the key b from %s: refused with 403",
                "/off/invocations/aud-3/cancel    | admin-key | cancel of invocation aud-3 by the key a from %s: refused with 404",
                "/admin/invocations/a%0Ab/cancel  | admin-key | cancel of invocation (not an id) by the key a from %s: refused with 404"
            })
    void leavesALineForARefusedAction(String path, String key, String line) {
        request("POST", path, key);

        assertThat(
                LINES.stream().map(text -> text.replaceFirst("from \\S+:", "from %s:")).toList(),
                hasItem("admin: " + line));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cancel", "redrive"})
    void leavesALineForAnActionThatIsDone(String action) {
        var status =
                request("POST", "/admin/invocations/" + KNOWN + "/" + action, "admin-key").status();

        assertThat(status, is(200));
        assertThat(
                LINES,
                hasItem(
                        startsWith(
                                "admin: %s of invocation %s by the key a from "
                                        .formatted(action, KNOWN))));
    }

    @Test
    void runsACommandThatIsNotSafeToRepeatOnlyAfterAConfirmation() {
        var path = "/admin/invocations/" + KNOWN + "/rerun";
        var confirmation = "{\"confirm_not_repeatable\": true}";

        var unconfirmed = request("POST", path, "admin-key");
        var refused = request("POST", path, "admin-key", "{\"confirm_not_repeatable\": false}");
        var done = request("POST", path, "admin-key", confirmation);
        var second = request("POST", path, "admin-key", confirmation);

        assertThat(
                unconfirmed.body(),
                containsString("its command is not safe to repeat; to run it nevertheless, send"));
        assertThat(unconfirmed.status(), is(409));
        assertThat(refused.status(), is(409));
        assertThat(done.body(), done.status(), is(200));
        assertThat(second.body(), containsString("only a closed call can be run again"));
        assertThat(
                LINES,
                hasItem(
                        startsWith(
                                "admin: confirmed rerun of invocation "
                                        + KNOWN
                                        + " by the key a ")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "true",
                "[]",
                "{\"confirm\": true}",
                "{\"confirm_not_repeatable\": \"true\"}",
                "{\"confirm_not_repeatable\": [true]}",
                "{\"confirm_not_repeatable\": true, \"x\": 1}",
                "{\"confirm_not_repeatable\": true",
                "{\"confirm_not_repeatable\": true} {}"
            })
    void refusesAnythingElseInTheBodyOfARerun(String body) {
        var path = "/admin/invocations/" + KNOWN + "/rerun";

        var response = request("POST", path, "admin-key", body);

        assertThat(response.body(), response.status(), is(400));
        assertThat(response.body(), containsString("the body must be empty or {"));
    }

    @Test
    void refusesALongBodyOfARerun() {
        var path = "/admin/invocations/" + KNOWN + "/rerun";

        assertThat(request("POST", path, "admin-key", " ".repeat(1_025)).status(), is(413));
    }

    @Test
    void leavesNoLineForLookingAndForStrangers() {
        request("GET", "/admin/invocations/aud-4", "admin-key");
        request("POST", "/admin/invocations/aud-4/cancel", "wrong");

        assertThat(LINES, not(hasItem(containsString("aud-4"))));
    }
}
