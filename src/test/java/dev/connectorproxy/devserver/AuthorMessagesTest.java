package dev.connectorproxy.devserver;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import dev.connectorproxy.devserver.RunningDevServer.Response;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the author of a provider is shown when their code fails: the message, their own line, and the call.
class AuthorMessagesTest {
    @TempDir private Path directory;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    schema       | return ConfigSchema.of(KEY, KEY);                          | java.lang.IllegalArgumentException: two fields | configSchema()
                    schema       | return ConfigSchema.of(ConfigField.optional("n", ConfigType.UNSIGNED, "N.").withDefault("x")); | java.lang.IllegalArgumentException: | configSchema()
                    schema       | return null;                                                | java.lang.IllegalStateException: configSchema returned null | configSchema()
                    connector    | fail("no " + key);                                          | java.lang.IllegalStateException: no ***  | connector({"apiKey":"***","name":"n","pageSize":100,"pollingPeriod":"2m"})
                    connector    | return null;                                                | java.lang.IllegalStateException: connector returned null | connector(
                    connector    | throw new NoClassDefFoundError("com/acme/Missing");         | java.lang.NoClassDefFoundError: com/acme/Missing | connector(
                    """)
    void whatKeepsAConnectorFromBeingCreatedIsShown(
            String where, String statement, String details, String call) throws IOException {
        var source = AuthorPlugin.source(where, statement);
        try (var server = new RunningDevServer(AuthorPlugin.load(directory, source))) {
            var response = create(server);

            assertThat(
                    response.status() + response.message(), is("500failed to instantiate plugin"));
            assertThat(response.details(), startsWith(details));
            var exception = response.json().getJsonObject("exception");
            assertThat(exception.getString("method"), startsWith(call));
            if (!statement.contains("null")) {
                assertThat(exception.getString("at"), startsWith("com.acme.Bank."));
                assertThat(
                        exception.getJsonArray("trace").toString(),
                        containsString(
                                "(Bank.java:%d)".formatted(AuthorPlugin.line(source, statement))));
            }
            assertThat(response.body(), not(containsString("s3cret-key")));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    capabilities | return null;                                     | GET    | /providers/bank/capabilities | capabilities returned null
                    capabilities | return new HashSet<>(Arrays.asList((Capability) null)); | GET | /providers/bank/capabilities | capabilities returned a collection with null in it
                    capabilities | fail("no capabilities");                         | GET    | /providers/bank/capabilities | no capabilities
                    schema       | fail("no schema");                               | GET    | /providers/bank/config-schema | no schema
                    schema       | fail("no schema");                               | POST   | /providers/bank/validate-config | no schema
                    """)
    void whatAProviderSaysOfItselfIsAskedWithCare(
            String where, String statement, String method, String path, String message)
            throws IOException {
        var source = AuthorPlugin.source(where, statement);
        try (var server = new RunningDevServer(AuthorPlugin.load(directory, source))) {
            var response =
                    server.request(method, path, method.equals("GET") ? "" : "{\"config\":{}}");

            assertThat(response.status(), is(500));
            assertThat(response.details(), containsString(message));
            assertThat(
                    response.json().getJsonObject("exception").getString("method"),
                    containsString("("));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    install   | /install        | return null;                            | IllegalStateException: install returned null
                    install   | /install        | return Arrays.asList((Task) null);      | IllegalStateException: install returned a collection with null in it
                    uninstall | /uninstall      | fail("not gone");                       | IllegalStateException: not gone
                    accounts  | /fetch/accounts | return null;                            | IllegalStateException: fetchAccounts returned null
                    accounts  | /fetch/accounts | return Page.whole(Arrays.asList((Account) null)); | NullPointerException
                    accounts  | /fetch/accounts | Account.of(null, Instant.EPOCH, JsonValue.TRUE);   | NullPointerException
                    accounts  | /fetch/accounts | new FetchRequest(Optional.empty(), Optional.empty(), 0); | IllegalArgumentException
                    accounts  | /fetch/accounts | throw new StackOverflowError("deep");   | StackOverflowError: deep
                    accounts  | /fetch/accounts | throw new OutOfMemoryError("much");     | OutOfMemoryError: much
                    accounts  | /fetch/accounts | throw new ExceptionInInitializerError("static"); | ExceptionInInitializerError: static
                    accounts  | /fetch/accounts | fail("of " + request.pageSize());       | IllegalStateException: of 100
                    """)
    void whatAConnectorThrowsIsShownWithItsLineAndCall(
            String where, String path, String statement, String details) throws IOException {
        var source = AuthorPlugin.source(where, statement);
        try (var server = new RunningDevServer(AuthorPlugin.load(directory, source))) {
            var response = server.post(server.connector("bank") + path, "");

            assertThat(response.status(), is(500));
            assertThat(response.details(), containsString(details));
            var exception = response.json().getJsonObject("exception");
            assertThat(
                    exception.getString("method"),
                    startsWith(where.equals("accounts") ? "fetchAccounts(" : where));
            if (!details.contains("returned")) {
                assertThat(
                        exception.getJsonArray("trace").toString(),
                        containsString(
                                "(Bank.java:%d)".formatted(AuthorPlugin.line(source, statement))));
                assertThat(exception.getString("at"), startsWith("com.acme.Bank"));
            }
        }
    }

    @Test
    void theLogHasMessageLineCallAndTraceWithoutTheSecret() throws IOException {
        var source = AuthorPlugin.source("accounts", "fail(\"with \" + key);");
        try (var server = new RunningDevServer(AuthorPlugin.load(directory, source))) {
            server.post(server.connector("bank") + "/fetch/accounts", "");

            var log = String.join("\n", server.log) + String.join("\n", server.traces);
            assertThat(
                    log,
                    startsWith(
                            "fetch accounts failed: its provider has a bug: java.lang.IllegalStateException: with ***, at com.acme.Bank.fail(Bank.java:"));
            assertThat(log, containsString("in fetchAccounts(FetchRequest["));
            assertThat(log, containsString("\tat com.acme.Bank$1.fetchAccounts(Bank.java:"));
            assertThat(log, not(containsString("s3cret-key")));
        }
    }

    @Test
    void aSecretThatAProviderHasKeptIsMaskedInWhatItSaysAboutItself() throws IOException {
        var source =
                AuthorPlugin.source(
                                "connector",
                                "kept = key;",
                                "capabilities",
                                "fail(\"kept \" + kept);")
                        .replace(
                                "static String fail(",
                                "static String kept = \"\";\n\n    static String fail(");
        try (var server = new RunningDevServer(AuthorPlugin.load(directory, source))) {
            var path = server.connector("bank");

            var asked = server.get("/providers/bank/capabilities");

            assertThat(asked.details(), is("java.lang.IllegalStateException: kept ***"));
            assertThat(
                    asked.body() + server.get(path).body() + server.log + server.traces,
                    not(containsString("s3cret-key")));
        }
    }

    @Test
    void aCutOffShowsWhereTheCallHung() throws IOException {
        var statement = "new java.util.concurrent.CountDownLatch(1).await();";
        var source =
                AuthorPlugin.source(
                        "accounts",
                        "try { "
                                + statement
                                + " } catch (InterruptedException e) { fail(\"late\"); }");
        try (var server =
                new RunningDevServer(AuthorPlugin.load(directory, source), "fetch-timeout=PT1S")) {
            var response = server.post(server.connector("bank") + "/fetch/accounts", "");

            assertThat(response.status() + response.code(), is("400TIMEOUT"));
            assertThat(response.details(), is("no answer within PT1S (dev-server.fetch-timeout)"));
            var exception = response.json().getJsonObject("exception");
            assertThat(
                    exception.getString("at"),
                    is(
                            "com.acme.Bank$1.fetchAccounts(Bank.java:%d)"
                                    .formatted(AuthorPlugin.line(source, statement))));
            assertThat(
                    exception.getJsonArray("trace").toString(),
                    containsString("CountDownLatch.await"));
            assertThat(server.traces.element(), containsString("CountDownLatch.await"));
        }
    }

    @Test
    void anUnfitSpiIsNamed() throws IOException {
        var source =
                AuthorPlugin.source(
                        "accounts",
                        "throw new AbstractMethodError(\"dev/connectorproxy/spi/payment/PaymentConnector.x()\");");
        try (var server = new RunningDevServer(AuthorPlugin.load(directory, source))) {
            var response = server.post(server.connector("bank") + "/fetch/accounts", "");

            assertThat(
                    response.json().getJsonObject("exception").getString("hint"),
                    containsString("compile it again"));
        }
    }

    @Test
    void withoutDebugNothingOfItIsShown() throws IOException {
        var source =
                AuthorPlugin.source(
                        "accounts",
                        "fail(\"inner workings\");",
                        "capabilities",
                        "fail(\"inner workings\");");
        try (var server =
                new RunningDevServer(AuthorPlugin.load(directory, source), "debug=false")) {
            var fetched = server.post(server.connector("bank") + "/fetch/accounts", "");
            var asked = server.get("/providers/bank/capabilities");

            for (var response : new Response[] {fetched, asked}) {
                assertThat(response.status() + response.details(), is("500internal error"));
                assertThat(response.body(), not(containsString("acme")));
                assertThat(response.json().containsKey("exception"), is(false));
            }
            assertThat(server.log + "" + server.traces, not(containsString("inner")));
        }
    }

    private static Response create(RunningDevServer server) {
        return server.post(
                "/connectors",
                "{\"provider\":\"bank\",\"name\":\"n\",\"config\":%s}"
                        .formatted(RunningDevServer.CONFIG));
    }
}
