package dev.connectorproxy.connector.postgres.dsn;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.database.session.PoolKey;
import dev.connectorproxy.spi.ConnectorException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionTargetTest {
    @Test
    void usesLibpqsDefaults() {
        var target = ConnectionTarget.parse("host=db user=me");

        assertThat(
                target.hosts(),
                is(List.of(new ConnectionTarget.Host("db", Optional.empty(), 5432))));
        assertThat(target.login().database(), is("me"));
        assertThat(target.sslMode(), is("prefer"));
        assertThat(target.role(), is(ConnectionTarget.ServerRole.ANY));
        assertThat(target.connectTimeout(), is(Optional.empty()));
        assertThat(target.driver().get("requireAuth"), is("!gss,!sspi"));
    }

    @Test
    void readsSeveralHosts() {
        var target =
                ConnectionTarget.parse(
                        "host=a,b hostaddr=10.0.0.1, port=1,2 user=me connect_timeout=3");

        assertThat(
                target.hosts(),
                is(
                        List.of(
                                new ConnectionTarget.Host("a", Optional.of("10.0.0.1"), 1),
                                new ConnectionTarget.Host("b", Optional.empty(), 2))));
        assertThat(target.connectTimeout(), is(Optional.of(Duration.ofSeconds(3))));
    }

    @Test
    void readsTheSettingsInOptions() {
        var target =
                ConnectionTarget.parse(
                        "host=a user=b options='-c search_path=a\\\\ b -cTimeZone=UTC --work-mem=4MB'");

        assertThat(
                target.options(),
                is(Map.of("search_path", "a b", "timezone", "UTC", "work_mem", "4MB")));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "user=a                              | InvalidParameters | names no host",
                "host=a                              | InvalidParameters | names no user",
                "host= user=a                        | InvalidParameters | names no user",
                "host='' user=a                      | InvalidParameters | names no host",
                "host=a,,b user=a                    | InvalidParameters | names no host",
                "host=/var/run user=a                | EgressBlocked     | Unix socket",
                "host=@x user=a                      | EgressBlocked     | Unix socket",
                "host=a,/tmp user=a                  | EgressBlocked     | Unix socket",
                "postgresql://%2Ftmp/d?user=a        | EgressBlocked     | Unix socket",
                "host=a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a user=a | InvalidParameters | more than 16 hosts",
                "host=a port=0 user=a                | InvalidParameters | port",
                "host=a port=65536 user=a            | InvalidParameters | port",
                "host=a port=1,2 user=a              | InvalidParameters | as many ports",
                "host=a,b hostaddr=1.1.1.1 user=a    | InvalidParameters | as many hostaddr",
                "host=a user=a sslmode=no            | InvalidParameters | sslmode of database_connection_str must be allow or disable",
                "host=a user=a sslrootcert=/etc/x    | InvalidParameters | sslrootcert",
                "host=a user=a sslrootcert=corp sslmode=require | InvalidParameters | verify-ca or verify-full",
                "host=a user=a sslrootcert=system sslmode=verify-ca | InvalidParameters | verify-full",
                "host=a user=a sslrootcert=system sslmode=require | InvalidParameters | verify-full",
                "host=a user=a sslnegotiation=direct | InvalidParameters | require",
                "host=a user=a gssencmode=require    | InvalidParameters | gssencmode",
                "host=a user=a client_encoding=latin1 | InvalidParameters | client_encoding",
                "host=a user=a require_auth=gss      | InvalidParameters | require_auth",
                "host=a user=a options=-d            | InvalidParameters | -c name=value",
                "host=a user=a options='-c datestyle=german' | InvalidParameters | may not set datestyle",
                "host=a user=a options='-c client-encoding=x' | InvalidParameters | client_encoding",
                "host=a user=a socketFactory=x       | InvalidParameters | unknown",
                "host=a user=a loggerFile=/tmp/x     | InvalidParameters | unknown",
            })
    void refusesUnsupportedParameters(String text, String code, String why) {
        var failure = assertThrows(ConnectorException.class, () -> ConnectionTarget.parse(text));

        assertThat(failure.code(), is(code));
        assertThat(failure.getMessage(), containsString(why));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "passfile",
                "service",
                "servicefile",
                "sslkey",
                "sslcert",
                "sslcrl",
                "sslcrldir",
                "sslpassword",
                "krbsrvname",
                "requirepeer",
                "replication"
            })
    void readsNoFileAndUsesNoIdentityOfTheProxy(String key) {
        var failure =
                assertThrows(
                        ConnectorException.class,
                        () -> ConnectionTarget.parse("host=a user=b " + key + "=/etc/passwd"));

        assertThat(failure.code(), is("InvalidParameters"));
        assertThat(failure.getMessage(), containsString("'" + key + "'"));
        assertThat(failure.getMessage(), not(containsString("passwd")));
    }

    @Test
    void neverShowsThePassword() {
        var target = ConnectionTarget.parse("host=a user=b password=hush");

        assertThat(target.toString(), not(containsString("hush")));
        assertThat(target.login().toString(), not(containsString("hush")));
        assertThat(PoolKey.of(target.parameters()).toString(), not(containsString("hush")));
    }

    @Test
    void usesAnotherPoolForOtherCredentials() {
        var one = PoolKey.of(ConnectionTarget.parse("host=a user=b password=c").parameters());

        assertThat(
                PoolKey.of(ConnectionTarget.parse("password=c host=a user=b").parameters()),
                is(one));
        assertThat(
                PoolKey.of(ConnectionTarget.parse("host=a user=b password=d").parameters()),
                is(not(one)));
    }
}
