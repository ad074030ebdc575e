package dev.connectorproxy.devserver;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.payment.Account;
import dev.connectorproxy.spi.payment.Capability;
import dev.connectorproxy.spi.payment.ConfigField;
import dev.connectorproxy.spi.payment.ConfigSchema;
import dev.connectorproxy.spi.payment.ConfigType;
import dev.connectorproxy.spi.payment.FetchRequest;
import dev.connectorproxy.spi.payment.Page;
import dev.connectorproxy.spi.payment.PaymentConfig;
import dev.connectorproxy.spi.payment.PaymentConnector;
import dev.connectorproxy.spi.payment.PaymentError;
import dev.connectorproxy.spi.payment.PaymentException;
import dev.connectorproxy.spi.payment.PaymentProvider;
import dev.connectorproxy.spi.payment.ProviderContext;
import dev.connectorproxy.spi.payment.SkippedRow;
import dev.connectorproxy.spi.payment.Task;
import dev.connectorproxy.spi.payment.WebhookConfig;
import jakarta.json.Json;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A provider that puts its secret into everything: no response and no log line contains it, but the provider gets its
/// states back as they were.
class DevSecretsTest {
    private static final String SECRET = "sk_live_Zx81\u00e4+/=\"q";
    private static final String BASIC =
            Base64.getEncoder().encodeToString(("user:" + SECRET).getBytes(StandardCharsets.UTF_8));

    private final Leaking provider = new Leaking();
    private final RunningDevServer server = new RunningDevServer(provider);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void noResponseContainsASecretAndEveryStateWorks() {
        var path = create();

        var first = server.post(path + "/fetch/accounts", "{\"pageSize\":1}").body();
        var second = server.post(path + "/fetch/accounts", "{\"pageSize\":1}").body();
        var listed = server.get(path + "/state").body();

        for (var body : List.of(first, second, listed)) {
            assertMasked(body);
        }
        assertThat(first, containsString("\"newState\":{\"next\":1,\"token\":\"***\"}"));
        assertThat(first, containsString("\"accounts\":[{\"reference\":\"acc-***-0\""));
        assertThat(first, containsString("\"skipped\":[{\"reference\":\"row of ***\""));
        assertThat(first, containsString("\"message\":\"no amount: ***\""));
        assertThat(provider.states.toString(), containsString("sk_live_Zx81"));
        assertThat(provider.states.getLast(), is(Leaking.state(1)));
    }

    @Test
    void aPayloadAndAStateThatASecretIsInAreShownWithoutIt() {
        var path = create();
        var quoted = Json.createValue("ref " + SECRET).toString();

        server.post(
                path + "/fetch/accounts", "{\"fromPayload\":{\"reference\":%s}}".formatted(quoted));
        var set =
                server.request(
                        "PUT",
                        path + "/state/payments",
                        "{\"state\":{\"a\":%s}}".formatted(quoted));
        var listed = server.get(path + "/state").body();

        assertMasked(set.body());
        assertMasked(listed);
        assertThat(listed, containsString("\"ref ***\""));
    }

    @Test
    void noLogLineAndNoMessageContainsASecret() {
        var path = create();
        provider.failing = true;

        var failed = server.post(path + "/fetch/accounts", "");
        var installed = server.post(path + "/install", "");

        assertThat(failed.status(), is(400));
        assertMasked(failed.body());
        assertMasked(installed.body());
        assertThat(failed.details(), containsString("***"));
        assertThat(server.log.size(), is(1));
        server.log.forEach(DevSecretsTest::assertMasked);
    }

    @Test
    void neitherAnExceptionNorItsTraceNorItsLogLineContainsIt() {
        var path = create();
        provider.bug = true;

        var failed = server.post(path + "/fetch/accounts", "");

        assertThat(failed.status(), is(500));
        assertMasked(failed.body());
        assertThat(failed.body(), containsString("com.acme.***.run(***.java:7)"));
        assertMasked(server.log + " " + server.traces);
        assertThat(server.traces.element(), containsString("com.acme.***.run(***.java:7)"));
    }

    @Test
    void aLineThatAProviderLogsByOtherMeansIsMasked() {
        create();

        assertMasked(server.mask("a line with " + SECRET + " and Basic " + BASIC));
    }

    @Test
    void theNameOfAConnectorIsShownWithoutIt() {
        var response =
                server.post(
                        "/connectors",
                        Json.createObjectBuilder()
                                .add("provider", "leaking")
                                .add("name", "with " + SECRET)
                                .add("config", Json.createObjectBuilder().add("apiKey", SECRET))
                                .build()
                                .toString());

        assertMasked(response.body());
        assertMasked(server.get("/connectors").body());
    }

    @Test
    void aSecretThatIsANameOfTheProtocolLeavesTheNames() {
        var path = create("accounts");

        var page = server.post(path + "/fetch/accounts", "{\"pageSize\":1}").json();

        assertThat(page.getJsonArray("accounts").size(), is(1));
        assertThat(page.getJsonObject("newState").getString("token"), is("***"));
    }

    private static void assertMasked(String text) {
        assertThat(text, not(containsString("sk_live")));
        assertThat(text, not(containsString(BASIC)));
        assertThat(text, not(containsString("c2tfbGl2ZV"))); // its beginning in Base64
    }

    private String create() {
        return create(SECRET);
    }

    private String create(String secret) {
        var body =
                Json.createObjectBuilder()
                        .add("provider", "leaking")
                        .add("name", "n")
                        .add("config", Json.createObjectBuilder().add("apiKey", secret))
                        .build();
        return "/connectors/"
                + server.post("/connectors", body.toString()).json().getString("connectorId");
    }

    private static final class Leaking implements PaymentProvider {
        private final List<JsonValue> states = new CopyOnWriteArrayList<>();
        private volatile boolean failing;
        private volatile boolean bug;

        static JsonValue state(int next) {
            return Json.createObjectBuilder().add("next", next).add("token", SECRET).build();
        }

        @Override
        public String name() {
            return "leaking";
        }

        @Override
        public ConfigSchema configSchema() {
            return ConfigSchema.of(
                    10, ConfigField.required("apiKey", ConfigType.SECRET, "The key."));
        }

        @Override
        public Set<Capability> capabilities() {
            return Set.of(Capability.FETCH_ACCOUNTS);
        }

        @Override
        public PaymentConnector connector(PaymentConfig config, ProviderContext context) {
            var secret = config.requiredString("apiKey");
            return new PaymentConnector() {
                @Override
                public List<Task> install(Call call) {
                    return List.of(
                            Task.once(Task.Type.FETCH_ACCOUNTS).named("accounts of " + secret));
                }

                @Override
                public void uninstall(List<WebhookConfig> webhooks, Call call) {}

                @Override
                public Page<Account> fetchAccounts(FetchRequest request, Call call) {
                    request.state().ifPresent(states::add);
                    if (bug) {
                        throw bug(secret);
                    }
                    if (failing) {
                        context.log().warning("the key is " + secret);
                        throw PaymentException.of(
                                PaymentError.UPSTREAM_ERROR,
                                "not authorized with Basic " + BASIC + " or " + secret);
                    }
                    int from =
                            request.state().map(it -> it.asJsonObject().getInt("next")).orElse(0);
                    return Page.of(
                                    IntStream.range(from, from + request.pageSize())
                                            .mapToObj(row -> account(secret, row))
                                            .toList(),
                                    Json.createObjectBuilder()
                                            .add("next", from + request.pageSize())
                                            .add("token", secret)
                                            .build(),
                                    true)
                            .withSkipped(List.of(skipped(secret)));
                }
            };
        }

        private static SkippedRow skipped(String secret) {
            var raw = Json.createObjectBuilder().add("Basic " + BASIC, secret).build();
            return SkippedRow.of(
                            "row of " + secret, SkippedRow.Reason.MALFORMED, "no amount: " + secret)
                    .withRaw(raw);
        }

        /// An exception with the secret in its message, in that of its cause, and in its stack trace.
        private static IllegalStateException bug(String secret) {
            var bug =
                    new IllegalStateException(
                            "with " + secret, new IllegalArgumentException(BASIC));
            bug.setStackTrace(
                    new StackTraceElement[] {
                        new StackTraceElement("com.acme." + secret, "run", secret + ".java", 7)
                    });
            return bug;
        }

        private static Account account(String secret, int row) {
            var raw =
                    Json.createObjectBuilder()
                            .add("request", "Authorization: Basic " + BASIC)
                            .add("of " + secret, Json.createArrayBuilder().add(secret))
                            .build();
            return Account.of("acc-" + secret + "-" + row, Instant.EPOCH, raw)
                    .withName("account of " + secret)
                    .withMetadata(Map.of("key", secret, secret, "value"));
        }
    }
}
