package dev.connectorproxy.declarative;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.settings.SettingsException;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.HttpRequest.Header;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Access tokens among the arguments that are renewed after a 401.
class RefreshingEgressTest {
    private static final String FILE =
            """
            connector: a
            server: https://api.example
            connection: {type: bearer, replaces: [token, refresh, id, secret]}
            refresh:
              token-url: '"https://login.example/" & zone & "/token"'
              access-token: token
              refresh-token: refresh
              client-id: id
              client-secret: secret
            parameters:
              token: {in: header, name: Authorization, prefix: "Bearer ", required: true, secret: true}
              refresh: {in: none, secret: true}
              id: {in: none}
              secret: {in: none, secret: true}
              zone: {in: none, default: eu}
            commands:
              X: {request: {path: /x}}
              List: {request: {path: /list}, pages: {next: link}}
            """;
    private static final String ALL =
            "{\"token\": \"old\", \"refresh\": \"r&1\", \"id\": \"i\", \"secret\": \"s\"}";

    private final FileConnector connector = FileConnector.of(FILE);

    @Test
    void aTokenThatIsRefusedIsRenewedOnce() {
        connector
                .responds(401, "application/json", "{\"why\": \"expired\"}")
                .respondsJson("{\"access_token\": \"new\", \"token_type\": \"Bearer\"}")
                .respondsJson("{\"a\": 1}");

        var done = connector.run(ALL);

        assertThat(FileConnector.text(done), is("{\"a\": 1}"));
        assertThat(connector.requests.size(), is(3));
        var renewal = connector.requests.get(1);
        assertThat(
                renewal.method() + " " + renewal.url(), is("POST https://login.example/eu/token"));
        assertThat(
                new String(renewal.body().orElseThrow(), StandardCharsets.US_ASCII),
                containsString("refresh_token=r%261"));
        assertThat(authorization(0), is("Bearer old"));
        assertThat(authorization(2), is("Bearer new"));
    }

    private String authorization(int request) {
        return connector.requests.get(request).headers().stream()
                .filter(header -> header.name().equals("Authorization"))
                .findFirst()
                .orElseThrow()
                .value();
    }

    @Test
    void theOtherPagesOfAListHaveTheNewToken() {
        var next = new Header("Link", "<https://api.example/list?page=2>; rel=\"next\"");
        connector
                .responds(401, "application/json", "{}")
                .respondsJson("{\"access_token\": \"new\"}")
                .respondsJson("[1]", next)
                .respondsJson("[2]");

        var done = connector.run("List", ALL, Call.ofProxy(Duration.ofSeconds(5)));

        assertThat(FileConnector.text(done), is("[1,2]"));
        assertThat(authorization(3), is("Bearer new"));
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | {\"error\": \"invalid_grant\"}",
                "200 | {\"error\": \"none\"}",
                "200 | {\"access_token\": \"a b\"}",
                "200 | nonsense",
                "500 | {}",
            })
    void ifThereIsNoNewTokenTheFirstResponseIsReturned(int status, String body) {
        connector
                .responds(401, "application/json", "{\"why\": \"expired\"}")
                .responds(status, "application/json", body);

        var done = connector.run(ALL);

        assertThat(done.error().orElseThrow().code(), is("HttpError401"));
        assertThat(FileConnector.text(done), is("{\"why\": \"expired\"}"));
        assertThat(connector.requests.size(), is(2));
    }

    @Test
    void aNewTokenThatIsRefusedTooIsNotRenewedAgain() {
        connector
                .responds(401, "application/json", "{}")
                .respondsJson("{\"access_token\": \"new\"}")
                .responds(401, "application/json", "{\"why\": \"again\"}");

        assertThat(FileConnector.text(connector.run(ALL)), is("{\"why\": \"again\"}"));
        assertThat(connector.requests.size(), is(3));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"token\": \"old\"}",
                "{\"token\": \"old\", \"refresh\": \"r\", \"id\": \"i\"}",
                "{\"token\": \"old\", \"refresh\": \"r\", \"id\": \"i\", \"secret\": \"\"}",
            })
    void withoutAllOfItsParametersNothingIsRenewed(String arguments) {
        connector.responds(401, "application/json", "{}");

        connector.run(arguments);

        assertThat(connector.requests.size(), is(1));
    }

    @Test
    void nothingSecretIsInTheTextOfARequestForAToken() {
        var request =
                new RenewalRequest(
                        Optional::empty,
                        Map.of("grant_type", "refresh_token", "client_secret", "s3cr3t"),
                        Call.ofProxy(Duration.ofSeconds(5)));

        assertThat(request.toString(), not(containsString("s3cr3t")));
    }

    @ParameterizedTest(name = "{0} for {1} -> {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    `client-id: id`           | `client: id`        | x.yaml:8: refresh.client is not a key of refresh; did you mean client-id?
                    `  client-id: id\\n`      | ``                  | x.yaml:5: refresh.client-id is missing; it is the id of the parameter with it
                    `client-id: id`           | `client-id: ident`  | x.yaml:8: refresh.client-id names 'ident', which is not a parameter of any command; did you mean id?
                    `[token,`                 | `[tokn,`            | x.yaml:3: connection.replaces names 'tokn', which is not a parameter of any command; did you mean token?
                    """)
    void mistakesAreNamedWithTheirLine(String part, String mistake, String message) {
        var broken = FILE.replace(part.translateEscapes(), mistake == null ? "" : mistake);

        var failure = assertThrows(SettingsException.class, () -> FileConnector.of(broken));

        assertThat(failure.getMessage(), is(message));
    }
}
