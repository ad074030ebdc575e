package dev.connectorproxy.signin;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import dev.connectorproxy.RoutingCase;
import dev.connectorproxy.connection.NoConnections;
import io.helidon.http.HeaderNames;
import io.helidon.webclient.http1.Http1Client;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.testing.junit5.DirectClient;
import io.helidon.webserver.testing.junit5.SetUpRoute;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The start of a sign-in, before the provider is called.
class SigninServiceTest extends RoutingCase {
    private static final String BACK = "http%3A%2F%2Farena.example.com%3A8000%2Fback";

    private final Http1Client client;

    SigninServiceTest(DirectClient client) {
        this.client = client;
    }

    @SetUpRoute
    static void routes(HttpRouting.Builder routing) {
        routing.register("/v1", service("https://other.example.com,http://arena.example.com:8000"))
                .register("/closed", service(""))
                .register("/below", service("http://arena.example.com:8000/back"));
    }

    private static SigninService service(String redirectOrigins) {
        var settings =
                new TreeMap<>(
                        Map.of(
                                "providers.0.id", "xero/OAuth",
                                "providers.0.authorization-endpoint", "https://h.example/authorize",
                                "providers.0.token-endpoint", "https://h.example/token",
                                "providers.0.client-id", "x"));
        settings.put("redirect-origins", redirectOrigins);
        return new SigninService(
                SigninSettings.create(SigninHost.section(settings)),
                (_, _) -> {
                    throw new IllegalStateException("no request may be sent yet");
                },
                NoConnections.SIGN_IN,
                _ -> {});
    }

    private record Page(int status, String type, String location, String body) {}

    private Page get(String target, String host) {
        try (var response =
                client.get()
                        .uri(target)
                        .skipUriEncoding(true)
                        .followRedirects(false)
                        .header(HeaderNames.HOST, host)
                        .request()) {
            var headers = response.headers();
            return new Page(
                    response.status().code(),
                    headers.first(HeaderNames.CONTENT_TYPE).orElse(""),
                    headers.first(HeaderNames.LOCATION).orElse(""),
                    response.entity().hasEntity() ? response.as(String.class) : "");
        }
    }

    private Page start(String query) {
        return get("/v1/auth/xero/OAuth" + query, "localhost");
    }

    private static void assertErrorPage(Page page, int status, String message) {
        assertThat(page.body(), page.status(), is(status));
        assertThat(page.body(), containsString(message));
        assertThat(page.type(), is("text/html; charset=utf-8"));
        assertThat(page.location(), is(""));
    }

    @Test
    void redirectsToTheProvider() {
        var page = start("?redirect_url=" + BACK);

        assertThat(page.status(), is(302));
        assertThat(page.location(), startsWith("https://h.example/authorize?"));
    }

    @ParameterizedTest(name = "[{index}] {0}: {1}")
    @CsvSource({
        "'', 302",
        "%2Fxero%3Fa=b, 302",
        "door, 403",
        "%2F..%2Fevil, 403",
        "%2F%252e%252e%2Fevil, 403",
        "%2F..%255Cevil, 403",
        "%2F..%5Cevil, 403",
    })
    void redirectsOnlyBelowThePathThatIsListed(String path, int status) {
        var page = get("/below/auth/xero/OAuth?redirect_url=" + BACK + path, "localhost");

        assertThat(page.body(), page.status(), is(status));
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @CsvSource({
        "'', has no redirect_url",
        "?redirect=x, has no redirect_url",
        "?redirect_url=http%3A%2F%2Fa%FF, is broken",
        "?redirect_url=a&redirect_url=b, has two redirect_urls"
    })
    void reportsABrokenLink(String query, String message) {
        var page = start(query);

        assertErrorPage(page, 400, message);
    }

    @Test
    void refusesEverySignInUntilOriginsAreListed() {
        var page = get("/closed/auth/xero/OAuth?redirect_url=" + BACK, "localhost");

        assertErrorPage(page, 403, "signin.redirect-origins");
    }

    @Test
    void trustsOnlyALoopbackHostUnlessItsOwnAddressIsSet() {
        var page = get("/v1/auth/xero/OAuth?redirect_url=" + BACK, "evil.example");

        assertErrorPage(page, 500, "signin.callback-base-url");
    }
}
