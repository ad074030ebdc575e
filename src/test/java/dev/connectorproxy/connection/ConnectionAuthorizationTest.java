package dev.connectorproxy.connection;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.secrets.SecretScope;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.ConnectionUse;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.HttpRequest;
import dev.connectorproxy.spi.HttpResponse;
import dev.connectorproxy.spi.Retries;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which requests get credentials, by the origin of their URL.
class ConnectionAuthorizationTest {
    private final AtomicReference<HttpRequest> sent = new AtomicReference<>();

    @ParameterizedTest
    @CsvSource({
        "https://api.example.com, https://api.example.com/a, true",
        "https://api.example.com, https://API.example.com.:443/a?b#c, true",
        "https://api.example.com:443, https://api.example.com/, true",
        "https://api.example.com, http://api.example.com/, false",
        "https://api.example.com, http://api.example.com:443/, false",
        "https://api.example.com, https://api.example.com:8443/, false",
        "https://api.example.com, https://evil.example.com/, false",
        "https://api.example.com, https://api.example.com.evil.example/, false",
        "https://api.example.com, https://evil.example/?https://api.example.com, false",
        "https://api.example.com, https://api.example.com@evil.example/, false",
        "https://api.example.com, 'https://evil.example\\@api.example.com/', false",
        "https://api.example.com, https://evil.example#@api.example.com/, false",
        "https://api.example.com, //api.example.com/, false",
        "http://api.example.com, https://api.example.com/, true",
        "http://api.example.com:8080, https://api.example.com:8080/, false",
        "'https://a.example, https://b.example', https://b.example/, true",
        "https://[::1]:8443, https://[0:0:0:0:0:0:0:1]:8443/, true",
    })
    void onlyRequestsToTheOriginsGetCredentials(String origins, String url, boolean authorized) {
        authorization(origins, false).send(request(url), call(), this::record);

        assertThat(
                sent.get().headers().stream().anyMatch(field -> field.value().contains("canary")),
                is(authorized));
    }

    @Test
    void theFirstRequestOfACallThatNamesTheConnectionMustGoThere() {
        var authorization = authorization("https://api.example.com", true);

        var failure =
                assertThrows(
                        ConnectorException.class,
                        () ->
                                authorization.send(
                                        request("https://evil.example/"), call(), this::record));

        assertThat(failure.code(), is("EgressBlocked"));
        assertThat(Optional.ofNullable(sent.get()), is(Optional.empty()));
    }

    @Test
    void furtherRequestsMayGoElsewhereWithoutCredentials() {
        var authorization = authorization("https://api.example.com", true);

        authorization.send(request("https://api.example.com/"), call(), this::record);
        authorization.send(request("https://files.example.com/"), call(), this::record);

        assertThat(sent.get().headers(), is(List.of()));
    }

    private ConnectionAuthorization authorization(String origins, boolean strict) {
        var settings =
                ConnectionYaml.list(
                                "  - {name: a, type: bearer, token: canary, commands: [x/*], origins: ['%s']}\n"
                                        .formatted(origins.replace(", ", "', '")))
                        .all()
                        .getFirst();
        var connection =
                new Connection(settings, settings.type().newCredentials(NoConnections.services()));
        var use = new ConnectionUse("bearer", Map.of());
        var fields = connection.fields(use, ConnectionYaml.SECRETS);
        return new ConnectionAuthorization(
                connection.credentials().orElseThrow(),
                fields,
                connection.origins(use, fields),
                new SecretScope(ConnectionYaml.SECRETS, new SecretScope.Rule("origins", strict)),
                strict);
    }

    private HttpResponse record(HttpRequest request, Call call) {
        sent.set(request);
        return new HttpResponse(200, List.of(), new byte[0]);
    }

    private static HttpRequest request(String url) {
        return new HttpRequest(
                "GET",
                url,
                List.of(),
                Optional.empty(),
                HttpRequest.Redirects.FOLLOW,
                Retries.NONE);
    }

    private static Call call() {
        return Call.ofProxy(Duration.ofSeconds(5));
    }
}
