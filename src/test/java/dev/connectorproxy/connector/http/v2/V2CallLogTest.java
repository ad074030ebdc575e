package dev.connectorproxy.connector.http.v2;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The lines that the V2 commands write to `spiff__logs`.
class V2CallLogTest {
    private final V2Runner runner = V2Runner.responding(200, "text/plain; charset=utf-8", "ok");

    @ParameterizedTest
    @ValueSource(strings = {"GetRequestV2", "PostRequestV2", "DeleteRequestV2"})
    void logsTheTextsOfConnectorHttp(String command) {
        var done = runner.run(command, "{\"url\":\"http://h.example/a?x=1\"}");

        assertThat(
                String.join("\n", done.logs()),
                is(
                        """
                        [1795360270.300000] Will execute
                        [1795360270.300000] Will attempt 1 of 1
                        [1795360270.300000] Will call http://h.example/a?x=1
                        [1795360270.300000] Did call http://h.example/a?x=1
                        [1795360270.300000] Will parse http_response
                        [1795360270.300000] Did attempt 1 of 1
                        [1795360270.300000] Did execute
                        [1795360270.300000] Did parse http_response\
                        """));
    }

    @Test
    void logsAttemptsAndFailures() {
        var failing =
                new V2Runner(Map.of())
                        .then(new ConnectorException(ErrorCode.CONNECTION_ERROR, "refused"));

        var done =
                failing.run(
                        "GetRequestV2",
                        "{\"url\":\"http://h.example/\",\"attempts\":2,\"basic_auth_username\":\"u\",\"basic_auth_password\":\"p\"}");

        assertThat(
                String.join("\n", done.logs()).replace("[1795360270.300000] ", ""),
                is(
                        """
                        Will execute
                        Set auth
                        Will attempt 1 of 2
                        Will call http://h.example/
                        Did catch exception: refused
                        Did attempt 1 of 2
                        Sleeping before next attempt
                        Will attempt 2 of 2
                        Will call http://h.example/
                        Did catch exception: refused
                        Did attempt 2 of 2
                        Did execute\
                        """));
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    http://h.example/a/b?x=1&fail=9          | http://h.example/a/b?x=1&fail=9
                    http://h.example                         | http://h.example
                    http://u:canary@h.example:81/x#canary    | http://h.example:81/x
                    http://canary@h.example?x=1              | http://h.example?x=1
                    http://h.example/?token=canary&b=2       | http://h.example/?token=***&b=2
                    http://h.example/?API_KEY=canary         | http://h.example/?API_KEY=***
                    http://h.example/?X-Amz-Signature=canary | http://h.example/?X-Amz-Signature=***
                    http://h.example/?q=canary-canary        | http://h.example/?q=***
                    http://h.example/?canary-canary          | http://h.example/?***
                    http://h.example/services/T0/XXXXcanaryXXXXXXXXXXXXXX | http://h.example/services/T0/***
                    h.example/canary                         | a URL without http:// or https://
                    """)
    void masksTheSecretPartsOfTheUrl(String url, String shown) {
        assertThat(V2CallLog.maskUrl(url), is(shown));
    }
}
