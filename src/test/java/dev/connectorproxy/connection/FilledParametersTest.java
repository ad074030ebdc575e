package dev.connectorproxy.connection;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.catalogue.ArgumentCheck;
import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.Command;
import dev.connectorproxy.spi.CommandDetails;
import dev.connectorproxy.spi.CommandResult;
import dev.connectorproxy.spi.CommandSpec;
import dev.connectorproxy.spi.ConnectionUse;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.JsonText;
import dev.connectorproxy.spi.Parameter;
import dev.connectorproxy.spi.ParameterType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Connections that fill parameters of commands.
class FilledParametersTest {
    private static final String MAIL =
            """
              - {name: mail, type: smtp, host: mail.example, port: 587, starttls: false, username: joe, password: "${secret:PASSWORD}", commands: ["mail/*"]}
            """;
    private static final String TWO_MAILS =
            MAIL
                    + "  - {name: other, type: smtp, host: other.example, port: 25, commands: ['mail/*']}\n";
    private static final CommandSpec SEND =
            new CommandSpec(
                            "Send",
                            "",
                            List.of(
                                    Parameter.required("host", ParameterType.STR, ""),
                                    Parameter.required("port", ParameterType.NUMERIC, ""),
                                    Parameter.optional("tls", ParameterType.TRUTHY, ""),
                                    Parameter.optional("pass", ParameterType.STR, ""),
                                    Parameter.required("text", ParameterType.STR, "")),
                            List.of())
                    .asStrict()
                    .withDetails(
                            CommandDetails.NONE.withConnections(
                                    List.of(
                                            new ConnectionUse(
                                                    "smtp",
                                                    Map.of(
                                                            "host", "host",
                                                            "port", "port",
                                                            "starttls", "tls",
                                                            "password", "pass")))));

    private final AtomicReference<Call> call = new AtomicReference<>();
    private final AtomicReference<Arguments> received = new AtomicReference<>();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"text\": \"hi\", \"connection\": \"mail\"}",
                "{\"text\": \"hi\"}",
                "{\"text\": \"hi\", \"connection\": null, \"pass\": \"\", \"host\": \"\"}",
            })
    void aNamedConnectionOrTheOnlyOneFillsTheParameters(String sent) {
        run(MAIL, sent);

        assertThat(received.get().requiredString("host"), is("mail.example"));
        assertThat(received.get().integer("port"), is(OptionalInt.of(587)));
        assertThat(received.get().flag("tls"), is(false));
        assertThat(received.get().requiredString("pass"), is("pass-of-the-store"));
        assertThat(received.get().text("connection"), is(Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"text\": \"hi\"} | required parameter 'host' (str) is missing",
                "{\"text\": \"hi\", \"connection\": \"mail\", \"host\": \"x\"} | parameter 'connection' must not be given together with parameter 'host'",
                "{\"text\": \"hi\", \"connection\": \"MAIL\"} | parameter 'connection' names a connection that is not open to this call",
                "{\"text\": \"hi\", \"connection\": 1} | parameter 'connection' names a connection that is not open to this call",
                "{\"connection\": \"mail\"} | required parameter 'text' (str) is missing",
                "{\"text\": \"hi\", \"connection\": \"mail\", \"more\": 1} | Send takes no parameter 'more'",
            })
    void wrongCallsAreRefused(String sent, String message) {
        var failure = assertThrows(ConnectorException.class, () -> run(TWO_MAILS, sent));

        assertThat(failure.code(), is("InvalidParameters"));
        assertThat(failure.getMessage(), containsString(message));
    }

    @Test
    void aCallWithoutTheConnectionIsCheckedAsBefore() {
        run(MAIL, "{\"text\": \"hi\", \"host\": \"mine.example\", \"port\": 25}");

        assertThat(received.get().requiredString("host"), is("mine.example"));
        assertThat(received.get().text("pass"), is(Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource({"mail.example, 587, true", "mail.example, 25, false", "evil.example, 587, false"})
    void thePasswordGoesToTheServerOfTheConnectionOnly(String host, int port, boolean admitted) {
        run(MAIL, "{\"text\": \"hi\"}");
        var policy = call.get().secretPolicy();

        if (admitted) {
            policy.admit(host, port);
        } else {
            var failure = assertThrows(ConnectorException.class, () -> policy.admit(host, port));
            assertThat(failure.code(), is("EgressBlocked"));
        }
    }

    @Test
    void thePasswordIsMaskedInResultsAndFailures() {
        var result = run(MAIL, "{\"text\": \"hi\"}");
        var failure =
                assertThrows(ConnectorException.class, () -> run(MAIL, "{\"text\": \"fail\"}"));

        assertThat(result.toString(), containsString("got ***"));
        assertThat(failure.getMessage(), is("failed with ***"));
    }

    @Test
    void aReferenceInAValueIsNotReplacedOnceMore() {
        run(MAIL.replace("${secret:PASSWORD}", "$${secret:PASSWORD}"), "{\"text\": \"hi\"}");

        assertThat(received.get().requiredString("pass"), is("${secret:PASSWORD}"));
    }

    @Test
    void aSecretThatIsNotThereFailsWithoutAnyValue() {
        var failure =
                assertThrows(
                        ConnectorException.class,
                        () -> run(MAIL.replace("PASSWORD", "NONE"), "{\"text\": \"hi\"}"));

        assertThat(failure.code(), is("ConnectorNotConfigured"));
        assertThat(failure.getMessage(), is("the connection 'mail' has no password now"));
    }

    @Test
    void theConnectionStringOfADatabaseIsQuotedAndItsHostsAreTheOrigins() {
        var connections =
                ConnectionYaml.list(
                        "  - {name: db, type: postgres, host: 'a.example, b.example', port: '1,2', database: d, username: \"o'b\", password: 'x\\y z', commands: [x/*]}\n");
        var connection = new Connection(connections.all().getFirst(), Optional.empty());
        var use = new ConnectionUse("postgres", Map.of("connection-string", "dsn"));

        var fields = connection.fields(use, ConnectionYaml.SECRETS);

        assertThat(
                fields.require("connection-string"),
                is(
                        "dbname='d' host='a.example, b.example' password='x\\\\y z' port='1,2' user='o\\'b'"));
        assertThat(
                connection.origins(use, fields).stream().map(Object::toString).sorted().toList(),
                is(List.of("a.example:1", "b.example:2")));
        assertThat(fields.toString(), not(containsString("x\\y")));
    }

    private CommandResult run(String yaml, String sent) {
        var connections = ConnectionYaml.connections(yaml);
        var members =
                JsonText.of(sent.getBytes(StandardCharsets.UTF_8), 10).orElseThrow().members();
        var prepared = connections.prepare("mail/Send", SEND, _ -> true, members);
        var arguments = ArgumentCheck.check(prepared.spec(), prepared.sent());
        return connections
                .wrap("mail/Send", new FakeCommand(), arguments, _ -> true)
                .execute(arguments, Call.ofProxy(Duration.ofSeconds(5)));
    }

    private final class FakeCommand implements Command {
        @Override
        public CommandSpec spec() {
            return SEND;
        }

        @Override
        public CommandResult execute(Arguments arguments, Call received) {
            call.set(received);
            FilledParametersTest.this.received.set(arguments);
            var password = arguments.string("pass").orElse("none");
            if (arguments.requiredString("text").equals("fail")) {
                throw new ConnectorException("Failed", 500, "failed with " + password);
            }
            return new CommandResult.Done(
                    new CommandResult.Body.Text("text", "got " + password),
                    OptionalInt.of(200),
                    Optional.empty(),
                    Optional.empty(),
                    List.of());
        }
    }
}
