package dev.connectorproxy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import dev.connectorproxy.observe.Canaries;
import dev.connectorproxy.plugins.PluginJar;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `${secret:NAME}` over the running program: what goes out has the value, what comes back has not.
@ResourceLock("Helidon's metrics of a server's start are not thread-safe")
class SecretRoutesTest {
    private static final String KEY = "Spiff-Connector-Proxy-Api-Key";
    private static final String REFUSED =
            "parameter '%s' names a secret that is not open to this caller, or that there is not";

    @TempDir private Path directory;
    private final Canaries canaries = new Canaries();
    private final String token = canaries.spicy("token");
    private Upstream upstream;
    private RunningProxy proxy;

    @BeforeEach
    void start() throws IOException {
        Files.writeString(directory.resolve("TOKEN"), token + "\n");
        Files.writeString(directory.resolve("other"), canaries.plain("other secret"));
        Files.writeString(directory.resolve("broken"), "");
        upstream = new Upstream(SecretRoutesTest::echo);
        proxy =
                new RunningProxy(
                        """
                        secrets: {directory: %s}
                        security:
                          keys:
                            - {name: some, value: key-some, secrets: [TOKEN, broken, "missing*"]}
                            - {name: all, value: key-all, secrets: ["*"]}
                            - {name: none, value: key-none}
                        """
                                .formatted(directory));
    }

    @AfterEach
    void stop() {
        proxy.close();
        upstream.close();
    }

    /// Answers with all it was sent, as it came and encoded, with the status its path asks for.
    private static void echo(com.sun.net.httpserver.HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        int status = path.length() == 4 ? Integer.parseInt(path.substring(1)) : 200;
        var sent =
                exchange.getRequestHeaders().getOrDefault("X-Token", java.util.List.of())
                        + " "
                        + exchange.getRequestHeaders().getFirst("Authorization")
                        + " "
                        + exchange.getRequestURI();
        var all =
                sent
                        + " "
                        + URLEncoder.encode(sent, StandardCharsets.UTF_8)
                        + " "
                        + Base64.getEncoder().encodeToString(sent.getBytes(StandardCharsets.UTF_8));
        exchange.getResponseHeaders().set("X-Echo", sent.replaceAll("[^ -~]", "?"));
        Upstream.send(
                exchange,
                status,
                "text/html".equals(exchange.getRequestHeaders().getFirst("Accept"))
                        ? "text/html"
                        : "application/json",
                jakarta.json.Json.createObjectBuilder()
                        .add(sent, 12.50)
                        .add("all", all)
                        .build()
                        .toString());
    }

    @Test
    void putsTheValueIntoWhateverStringNamesIt() {
        var answer =
                run(
                        "key-some",
                        "http/PostRequest",
                        """
                        {"url": "%s/", "params": {"q": "${secret:TOKEN}"}, "headers": {"X-Token": "Bearer ${secret:TOKEN}"},
                         "data": {"deep": [{"pin": "a-${secret:TOKEN}-b", "n": 1.50, "$${x}": "$${secret:TOKEN}"}], "${secret:TOKEN}": 1},
                         "basic_auth_username": "me", "basic_auth_password": "${secret:TOKEN}"}
                        """);

        assertThat(answer.body(), answer.json().isNull("error"), is(true));
        var seen = upstream.seen().getFirst();
        var json = jakarta.json.Json.createValue(token).toString();
        assertThat(seen.headers().get("X-token").getFirst(), is("Bearer " + token));
        assertThat(
                seen.headers().get("Authorization").getFirst(),
                is(
                        "Basic "
                                + Base64.getEncoder()
                                        .encodeToString(
                                                ("me:" + token).getBytes(StandardCharsets.UTF_8))));
        assertThat(
                seen.target().replace("+", "%20"),
                is("/?q=" + URLEncoder.encode(token, StandardCharsets.UTF_8).replace("+", "%20")));
        assertThat(
                seen.body().replace(" ", ""),
                is(
                        ("{\"deep\":[{\"pin\":\"a-"
                                        + json.substring(1, json.length() - 1)
                                        + "-b\",\"n\":1.50,\"$${x}\":\"${secret:TOKEN}\"}],\"${secret:TOKEN}\":1}")
                                .replace(" ", "")));
        assertThat("digits stay", answer.body(), containsString(":12.5"));
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({"200, true", "404, true", "500, false", "302, false"})
    void nothingThatComesBackHasIt(int status, boolean html) {
        var answer =
                run(
                        "key-some",
                        "http/GetRequest",
                        """
                        {"url": "%%s/%d", "params": {"q": "${secret:TOKEN}"}, "include_response_headers": true,
                         "headers": {"X-Token": "${secret:TOKEN}"%s},
                         "basic_auth_username": "me", "basic_auth_password": "${secret:TOKEN}"}
                        """
                                .formatted(status, html ? ", \"Accept\": \"text/html\"" : ""));
        var log = proxy.logAfterClose();

        assertThat(upstream.seen().getFirst().headers().get("X-token").getFirst(), is(token));
        assertThat(answer.response().getInt("http_status"), is(status));
        assertThat(answer.body(), containsString("***"));
        canaries.assertAbsentFrom(answer.body());
        canaries.assertAbsentFrom(log);
    }

    @Test
    void aSecretHostNameStaysOutOfMessageAndLog() throws IOException {
        Files.writeString(directory.resolve("TOKEN"), "Hidden-Host-Name");

        var answer =
                run(
                        "key-some",
                        "http/GetRequest",
                        "{\"url\": \"http://${secret:TOKEN}.invalid/\"}");
        var log = proxy.logAfterClose();

        assertThat(answer.errorCode(), is("ConnectionError"));
        assertThat(answer.message(), containsString("***"));
        assertThat(
                (answer.body() + log).toLowerCase(java.util.Locale.ROOT),
                not(containsString("hidden-host")));
        assertThat(log, containsString("***"));
    }

    @Test
    void aChangedFileCountsAtOnce() throws IOException {
        var call = "{\"message\": \"${secret:TOKEN}!\"}";
        Files.writeString(directory.resolve("TOKEN"), "zzz");

        assertThat(
                run("key-some", "example/Example", call)
                        .response()
                        .getJsonObject("body")
                        .getString("connector_response"),
                is("You passed the example connector: '***!'. Have a good day!"));
    }

    @Test
    void allReasonsToRefuseAreToldAlike() throws IOException {
        var told = new HashSet<String>();
        for (var reference :
                Set.of(
                        "${secret:other}", // there, but closed to this key
                        "${secret:broken}", // open, but empty
                        "${secret:missing-one}", // open, but not there
                        "${secret:unknown}",
                        "${secret:../TOKEN}",
                        "${secret:}",
                        "${secret:TOKEN} ${secret:TOKEN")) {
            var answer = run("key-some", "example/Example", "{\"message\": \"" + reference + "\"}");

            assertThat(answer.status(), is(200));
            assertThat(answer.errorCode(), is("InvalidParameters"));
            told.add(answer.json().toString());
        }

        assertThat(told.size(), is(1));
        assertThat(told.iterator().next(), containsString(REFUSED.formatted("message")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"key-none", "key-some"})
    void aKeyMayUseOnlyWhatItsSettingsOpen(String key) {
        var answer = run(key, "example/Example", "{\"message\": \"${secret:other}\"}");

        assertThat(answer.errorCode(), is("InvalidParameters"));
        assertThat(
                run("key-all", "example/Example", "{\"message\": \"${secret:other}\"}").body(),
                containsString("'***'"));
    }

    @Test
    void nothingGoesOutWhenASecretIsRefused() {
        run(
                "key-some",
                "http/GetRequest",
                "{\"url\": \"%s/?a=${secret:TOKEN}&b=${secret:other}\"}");

        assertThat(upstream.seen().size(), is(0));
    }

    @Test
    void withoutAKeyNoSecretIsOpenUnlessTheOperatorSaysSo() throws IOException {
        try (var closed = new RunningProxy("secrets: {directory: %s}".formatted(directory));
                var open =
                        new RunningProxy(
                                "secrets: {directory: %s}\nsecurity: {secrets-without-key: [TOKEN]}"
                                        .formatted(directory));
                var single =
                        new RunningProxy(
                                "secrets: {directory: %s}\nsecurity: {api-key: abc, api-key-secrets: [TOKEN], secrets-without-key: [other]}"
                                        .formatted(directory));
                var off = new RunningProxy("security: {secrets-without-key: [TOKEN]}")) {
            var call = "{\"message\": \"${secret:TOKEN}\"}";
            var other = "{\"message\": \"${secret:other}\"}";

            assertThat(closed.run("example/Example", call).errorCode(), is("InvalidParameters"));
            assertThat(off.run("example/Example", call).errorCode(), is("InvalidParameters"));
            assertThat(open.run("example/Example", call).body(), containsString("'***'"));
            assertThat(open.run("example/Example", other).errorCode(), is("InvalidParameters"));
            assertThat(
                    single.run("example/Example", call, KEY, "abc").body(),
                    containsString("'***'"));
            assertThat(
                    single.run("example/Example", other, KEY, "abc").errorCode(),
                    is("InvalidParameters"));
        }
    }

    @Test
    void aLongSecretIsNotRepeatedWithoutBound() throws IOException {
        Files.writeString(directory.resolve("TOKEN"), "x".repeat(60_000));

        var answer =
                run(
                        "key-some",
                        "example/Example",
                        "{\"message\": \"" + "${secret:TOKEN}".repeat(10_000) + "\"}");

        assertThat(answer.errorCode(), is("InvalidParameters"));
        assertThat(
                answer.message(),
                is("the secrets named in this call are longer than 4194304 characters in all"));
    }

    @Test
    void formsMayNameSecretsToo() {
        var answer =
                proxy.ask(
                        "POST",
                        "/v1/do/example/Example",
                        "message=%24%7Bsecret%3ATOKEN%7D",
                        KEY,
                        "key-some",
                        "Content-Type",
                        "application/x-www-form-urlencoded");

        assertThat(answer.body(), containsString("'***'"));
    }

    @Test
    void logsFailuresAndBodiesOfAPluginAreMaskedToo(@TempDir Path plugins, @TempDir Path work)
            throws IOException {
        new PluginJar(work)
                .write(
                        plugins.resolve("teller.jar"),
                        PluginJar.provider(
                                "Teller",
                                "teller",
                                """
                                var text = arguments.requiredString("text");
                                switch (text.substring(0, 1)) {
                                    case "l" -> {
                                        return new CommandResult.Done(new CommandResult.Body.Tree(Json.createArrayBuilder().add(text).build()),
                                            OptionalInt.empty(), Optional.of(Map.of("x-" + text, text)),
                                            Optional.of(new CommandResult.CommandError("Odd", text)), List.of("log " + text,
                                            Base64.getEncoder().encodeToString(text.getBytes())));
                                    }
                                    case "b" -> { return new CommandResult.Bare(Json.createValue(text)); }
                                    case "f" -> throw new ConnectorException("Odd", 418, text, new ConnectorException("Odd", 418, text));
                                    case "i" -> throw new ConnectorException("INTERNAL_ERROR", 500, text, new ConnectorException("Odd", 418, text));
                                    default -> throw new IllegalStateException(text, new ConnectorException("Odd", 418, text));
                                }
                                """));
        try (var proxy =
                new RunningProxy(
                        "secrets: {directory: %s}\nplugins: {directory: %s}\nsecurity: {secrets-without-key: ['*']}"
                                .formatted(directory, plugins))) {
            var all = new StringBuilder();
            for (var kind : new String[] {"l", "b", "f", "i", "u"}) {
                var answer = proxy.run("teller/Run", "{\"text\": \"" + kind + "${secret:TOKEN}\"}");
                all.append(answer.body()).append('\n');
            }
            all.append(proxy.logAfterClose());

            assertThat(all.toString(), containsString("\"spiff__logs\":[\"log l***\""));
            assertThat(all.toString(), containsString("\"b***\""));
            assertThat(all.toString(), containsString("\"message\":\"f***\""));
            assertThat(
                    all.toString(),
                    containsString("dev.connectorproxy.spi.ConnectorException: u***"));
            canaries.assertAbsentFrom(all.toString());
        }
    }

    private RunningProxy.Answer run(String key, String command, String body) {
        return proxy.run(command, body.replace("%s", upstream.url()), KEY, key);
    }
}
