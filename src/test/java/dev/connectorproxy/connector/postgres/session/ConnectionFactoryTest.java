package dev.connectorproxy.connector.postgres.session;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import dev.connectorproxy.ClosedPort;
import dev.connectorproxy.connector.postgres.Commands;
import dev.connectorproxy.connector.postgres.PostgresServer;
import dev.connectorproxy.egress.TestCertificates;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.Egress;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.spi.FakeSecretPolicy;
import dev.connectorproxy.spi.HttpRequest;
import dev.connectorproxy.spi.HttpResponse;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Hosts, server roles, TLS modes and authentication.
class ConnectionFactoryTest {
    private final List<String> asked = new ArrayList<>();

    /// Resolves every name to the loopback address, except `inner`, which is refused, and `nowhere`, which is unknown.
    private final Egress guard =
            new Egress() {
                @Override
                public HttpResponse send(HttpRequest request, Call call) {
                    throw new AssertionError("SQL goes out by itself");
                }

                @Override
                public List<InetSocketAddress> permit(
                        String host, int port, Set<Integer> protocolPorts) {
                    asked.add(host + ":" + port + protocolPorts);
                    return switch (host) {
                        case "inner" ->
                                throw new ConnectorException(
                                        ErrorCode.EGRESS_BLOCKED, "inner is refused");
                        case "nowhere" ->
                                throw new ConnectorException(
                                        ErrorCode.CONNECTION_ERROR,
                                        "the name nowhere could not be resolved");
                        default -> List.of(Commands.loopback(host, port));
                    };
                }
            };

    private final Commands commands = new Commands(guard, Map.of());

    @Test
    void checksEveryHostWithTheEgressPolicy() {
        commands.with(dsn("host=one,two hostaddr=,127.0.0.1 port=" + PostgresServer.port()))
                .fetch("select 1");

        assertThat(
                asked,
                is(
                        List.of(
                                "one:" + PostgresServer.port() + "[5432]",
                                "127.0.0.1:" + PostgresServer.port() + "[5432]")));
    }

    @Test
    void asksThePolicyForSecretsAboutEveryHostAlsoWhenAConnectionIsOpen() {
        var policy = new FakeSecretPolicy();
        var server = "host=one,two port=" + PostgresServer.port();
        commands.with(dsn(server)).fetch("select 1");

        commands.with(policy).fetch("select 1");
        policy.refusing("two:" + PostgresServer.port());
        var failure = Commands.failure(() -> commands.fetch("select 1"));

        assertThat(
                policy.admitted(),
                is(
                        List.of(
                                "one:" + PostgresServer.port(),
                                "two:" + PostgresServer.port(),
                                "one:" + PostgresServer.port())));
        assertThat(failure.code(), is("EgressBlocked"));
        assertThat("names resolved again", asked.size(), is(2));
    }

    @Test
    void failsIfOneHostIsRefused() {
        var failure =
                Commands.failure(() ->
                        commands.with(dsn("host=fine,inner port=" + PostgresServer.port()))
                                .fetch("select 1"));

        assertThat(failure.code(), is("EgressBlocked"));
        assertThat(failure.httpStatus(), is(403));
    }

    @Test
    void skipsAnUnknownHostIfThereIsAnother() {
        assertThat(
                commands.with(dsn("host=nowhere,fine port=" + PostgresServer.port()))
                        .fetch("select 1"),
                is("[[1]]"));

        var failure = Commands.failure(() -> commands.with(dsn("host=nowhere")).fetch("select 1"));

        assertThat(failure.code(), is("OperationalError"));
        assertThat(failure.httpStatus(), is(503));
    }

    @Test
    void skipsAServerThatCannotBeReached() throws IOException {
        try (var closed = new ClosedPort()) {
            int dead = closed.number();

            assertThat(
                    commands.with(dsn("host=a,b port=" + dead + "," + PostgresServer.port()))
                            .fetch("select 1"),
                    is("[[1]]"));
            var failure =
                    Commands.failure(
                            () -> commands.with(dsn("host=a port=" + dead)).fetch("select 1"));

            assertThat(failure.code(), is("OperationalError"));
            assertThat(failure.httpStatus(), is(503));
            assertThat(
                    failure.getMessage(),
                    containsString("connection to server at \"a\", port " + dead));
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "any            | ok",
                "primary        | ok",
                "read-write     | ok",
                "prefer-standby | ok",
                "standby        | no server of the connection string is standby",
                "read-only      | no server of the connection string is read-only",
            })
    void checksTheRoleOfTheServer(String role, String expected) {
        var there =
                commands.with(
                        dsn(
                                "host=localhost port="
                                        + PostgresServer.port()
                                        + " target_session_attrs="
                                        + role));

        if (expected.equals("ok")) {
            assertThat(there.fetch("select 1"), is("[[1]]"));
        } else {
            var failure = Commands.failure(() -> there.fetch("select 1"));
            assertThat(failure.getMessage(), containsString(expected));
            assertThat(failure.httpStatus(), is(503));
        }
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "localhost, disable, false",
        "localhost, prefer, true",
        "other, prefer, true",
        "other, require, true",
        "other, verify-ca, true",
        "localhost, verify-full, true",
        "localhost, require sslnegotiation=direct, true",
    })
    void usesTlsByMode(String host, String mode, boolean encrypted) {
        var there =
                commands.with(
                        dsn(
                                "host="
                                        + host
                                        + " port="
                                        + PostgresServer.port()
                                        + " sslmode="
                                        + mode));

        assertThat(
                there.fetch("select ssl from pg_stat_ssl where pid = pg_backend_pid()"),
                is("[[" + encrypted + "]]"));
    }

    @Test
    void verifiesTheHostNameAndNotItsAddress() {
        var there =
                commands.with(
                        dsn(
                                "host=localhost hostaddr=127.0.0.1 sslmode=verify-full port="
                                        + PostgresServer.port()));

        assertThat(there.fetch("select 1"), is("[[1]]"));
    }

    @Test
    void refusesACertificateForAnotherName() {
        var failure =
                Commands.failure(() ->
                        commands.with(
                                        dsn(
                                                "host=other sslmode=verify-full port="
                                                        + PostgresServer.port()))
                                .fetch("select 1"));

        assertThat(failure.code(), is("OperationalError"));
        assertThat(failure.httpStatus(), is(495));
    }

    @Test
    void refusesACertificateThatTheJdkDoesNotTrust() {
        var jdk = new Commands(new PostgresRunner(guard, PostgresSettings.create(Map.of())));

        var failure =
                Commands.failure(() ->
                        jdk.with(
                                        dsn(
                                                "host=localhost sslmode=verify-ca port="
                                                        + PostgresServer.port()))
                                .fetch("select 1"));

        assertThat(failure.code(), is("OperationalError"));
        assertThat(failure.httpStatus(), is(495));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "localhost sslmode=verify-full                     | works",
                "other sslmode=verify-ca                           | works",
                "other sslmode=verify-full                         | OperationalError",
                "localhost sslrootcert=corp                        | works",
                "other sslrootcert=corp sslmode=verify-ca          | works",
                "other sslrootcert=corp                            | OperationalError",
                "localhost sslrootcert=partner                     | OperationalError",
                "localhost sslrootcert=system                      | OperationalError",
                "localhost sslrootcert=server.crt                  | InvalidParameters",
            })
    void trustsTheCertificatesOfTheSettings(String host, String outcome, @TempDir Path folder)
            throws Exception {
        PostgresServer.TLS.install(folder);
        var partner = TestCertificates.of(folder, "partner").certificateFile(folder);
        var server = folder.resolve("server.crt").toString();
        var settings =
                PostgresSettings.create(
                        Map.of(
                                "ca-file",
                                server,
                                "ca-files",
                                "corp=" + server + ", partner=" + partner));
        var there =
                new Commands(new PostgresRunner(guard, settings))
                        .with(dsn("port=" + PostgresServer.port() + " host=" + host));

        if (outcome.equals("works")) {
            assertThat(there.fetch("select 1"), is("[[1]]"));
        } else {
            var failure = Commands.failure(() -> there.fetch("select 1"));
            assertThat(failure.code(), is(outcome));
            assertThat(failure.httpStatus() < 500, is(true));
        }
    }

    @Test
    void refusesAnAuthenticationMethodThatIsNotAllowed() {
        var failure =
                Commands.failure(() ->
                        commands.with(
                                        dsn(
                                                "host=a require_auth=password port="
                                                        + PostgresServer.port()))
                                .fetch("select 1"));

        assertThat(failure.code(), is("OperationalError"));
        assertThat(failure.httpStatus() < 500, is(true));
        assertThat(failure.getMessage(), not(containsString("tester dbname")));
    }

    @Test
    void passesTheSettingsInOptionsToTheServer() {
        var there =
                commands.with(
                        dsn(
                                "host=a port="
                                        + PostgresServer.port()
                                        + " options='-c search_path=a,\\\\ b -c timezone=Europe/Berlin'"));

        assertThat(
                there.fetch(
                        "select current_setting('search_path'), current_setting('timezone'), '2024-01-01 00:00+00'::timestamptz"),
                is("[[\"a, b\",\"Europe/Berlin\",\"2024-01-01T01:00:00+01:00\"]]"));
    }

    private static String dsn(String where) {
        return where + " user=tester password=tester dbname=tests";
    }
}
