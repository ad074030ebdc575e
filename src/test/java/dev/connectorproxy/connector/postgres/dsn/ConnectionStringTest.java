package dev.connectorproxy.connector.postgres.dsn;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.spi.ConnectorException;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionStringTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "host=a port=1 dbname=d                   | {dbname=d, host=a, port=1}",
                "` host = a \t\n port= 1`                 | {host=a, port=1}",
                "password='it\\'s \\\\ me' user=u         | {password=it's \\ me, user=u}",
                "password=a\\ b\\=c                       | {password=a b=c}",
                "password='' host=a                       | {host=a, password=}",
                "password= host=a                         | {password=host=a}",
                "password=a password=b                    | {password=b}",
                "user=\u00fc                              | {user=\u00fc}",
                "postgresql://                            | {}",
                "postgresql://h                           | {host=h}",
                "postgres://u:p@h:5/d                     | {dbname=d, host=h, password=p, port=5, user=u}",
                "postgresql://u%40x:p%3A%2F@h/d%20e       | {dbname=d e, host=h, password=p:/, user=u@x}",
                "postgresql://h1:1,h2,h3:3/d              | {dbname=d, host=h1,h2,h3, port=1,,3}",
                "postgresql://[::1]:5/                    | {host=::1, port=5}",
                "postgresql://u@/d?host=h&port=7          | {dbname=d, host=h, port=7, user=u}",
                "postgresql://h?sslmode=require&user=a%26b | {host=h, sslmode=require, user=a&b}",
                "postgresql://h?ssl=true                  | {host=h, sslmode=require}",
            })
    void isParsedAsByLibpq(String text, String parameters) {
        assertThat(new TreeMap<>(ConnectionString.parse(text)).toString(), is(parameters));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "secret",
                "host=a secret",
                "host=a password='secret",
                "password=x secret=",
                "postgresql://u:secret%@h",
                "postgresql://u:secret%zz@h",
                "postgresql://u:secret%00@h",
                "postgresql://u:secret%ff@h",
                "postgresql://u:secret@[::1",
                "postgresql://u:secret@[::1]x:5",
                "postgresql://u:secret@h?a",
                "postgresql://u:secret@h?a=b=c",
                "host=h user=u sslmode=secret",
                "host=h user=u port=secret",
                "host=h user=u options=secret",
                "host=h user=u target_session_attrs=secret",
                "host=h user=u require_auth=secret",
            })
    void isNotQuotedInAFailure(String text) {
        var failure = assertThrows(ConnectorException.class, () -> ConnectionTarget.parse(text));

        assertThat(failure.httpStatus() >= 400 && failure.httpStatus() < 500, is(true));
        assertThat(failure.getMessage(), not(containsString("secret")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "host=a b", "host=a password='b"})
    void isAProgrammingErrorIfMalformed(String text) {
        var failure = assertThrows(ConnectorException.class, () -> ConnectionTarget.parse(text));

        assertThat(failure.code(), is("ProgrammingError"));
        assertThat(failure.getMessage(), containsString("invalid dsn"));
    }
}
