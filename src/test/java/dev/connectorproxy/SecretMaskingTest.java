package dev.connectorproxy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import dev.connectorproxy.plugins.PluginJar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The values of `${secret:NAME}` appear in no response and in no log.
@ServerMetricsLock
class SecretMaskingTest extends SecretRoutes {
    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({"200, true", "404, true", "500, false", "302, false"})
    void noResponseContainsIt(int status, boolean html) {
        var response =
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

        assertThat(upstream.requests().getFirst().headers().get("X-token").getFirst(), is(token));
        assertThat(response.commandResponse().getInt("http_status"), is(status));
        assertThat(response.body(), containsString("***"));
        canaries.assertAbsentFrom(response.body());
        canaries.assertAbsentFrom(log);
    }

    @Test
    void aSecretHostNameStaysOutOfMessageAndLog() throws IOException {
        Files.writeString(directory.resolve("TOKEN"), "Hidden-Host-Name");

        var response =
                run(
                        "key-some",
                        "http/GetRequest",
                        "{\"url\": \"http://${secret:TOKEN}.invalid/\"}");
        var log = proxy.logAfterClose();

        assertThat(response.errorCode(), is("ConnectionError"));
        assertThat(response.message(), containsString("***"));
        assertThat(
                (response.body() + log).toLowerCase(java.util.Locale.ROOT),
                not(containsString("hidden-host")));
        assertThat(log, containsString("***"));
    }

    @Test
    void aLongSecretIsNotRepeatedWithoutBound() throws IOException {
        Files.writeString(directory.resolve("TOKEN"), "x".repeat(60_000));

        var response =
                run(
                        "key-some",
                        "example/Example",
                        "{\"message\": \"" + "${secret:TOKEN}".repeat(10_000) + "\"}");

        assertThat(response.errorCode(), is("InvalidParameters"));
        assertThat(
                response.message(),
                is("the secrets named in this call are longer than 4194304 characters in all"));
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
                                    case "b" -> { return new CommandResult.Unwrapped(Json.createValue(text)); }
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
                var response =
                        proxy.run("teller/Run", "{\"text\": \"" + kind + "${secret:TOKEN}\"}");
                all.append(response.body()).append('\n');
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
}
