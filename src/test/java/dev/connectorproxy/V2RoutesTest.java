package dev.connectorproxy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import dev.connectorproxy.observe.Canaries;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The V2 commands through the whole program, with real servers.
@ServerMetricsLock
class V2RoutesTest {
    private static RunningProxy proxy;

    @BeforeAll
    static void start() throws IOException {
        proxy = new RunningProxy("limits: {deadline: PT5S}");
    }

    @AfterAll
    static void end() {
        proxy.close();
    }

    @ParameterizedTest(name = "{0} with status {1} continues as {2}")
    @CsvSource({
        "GetRequestV2, 302, GET",
        "PostRequestV2, 301, GET",
        "PostRequestV2, 302, GET",
        "PostRequestV2, 303, GET",
        "PostRequestV2, 307, POST",
        "PatchRequestV2, 308, PATCH",
        "PutRequestV2, 303, GET",
        "DeleteRequestV2, 302, GET",
        "DeleteRequestV2, 307, DELETE"
    })
    void followsRedirectsAsRequestsDoes(String command, int status, String method)
            throws IOException {
        try (var upstream = redirecting(status, "/there")) {

            var response =
                    proxy.run("http/" + command, "{\"url\":\"" + upstream.url() + "/here\"}");

            assertThat(response.commandResponse().getInt("http_status"), is(200));
            assertThat(upstream.requests().size(), is(2));
            assertThat(upstream.requests().get(1).method(), is(method));
            assertThat(upstream.requests().get(1).target(), is("/there"));
        }
    }

    @Test
    void followsNoRedirectOfAHead() throws IOException {
        try (var upstream = redirecting(302, "/there")) {

            var response =
                    proxy.run("http/HeadRequestV2", "{\"url\":\"" + upstream.url() + "/here\"}");

            assertThat(response.commandResponse().getInt("http_status"), is(302));
            assertThat(response.json().get("error"), is(JsonValue.NULL));
            assertThat(upstream.requests().size(), is(1));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    "bearer_token":"token"
                    "basic_auth_username":"u","basic_auth_password":"p"
                    "headers":{"Authorization":"x","Cookie":"a=b"}
                    """)
    void leavesCredentialsBehindWhenTheOriginChanges(String credentials) throws IOException {
        try (var other = RecordingUpstream.json("{}");
                var upstream = redirecting(307, other.url() + "/there")) {

            proxy.run(
                    "http/PostRequestV2",
                    "{\"url\":\"" + upstream.url() + "/here\"," + credentials + "}");

            var first = upstream.requests().getFirst().headers();
            var second = other.requests().getFirst().headers();
            assertThat(first.containsKey("Authorization"), is(true));
            assertThat(second.containsKey("Authorization"), is(false));
            assertThat(second.containsKey("Cookie"), is(false));
            assertThat(other.requests().getFirst().body(), is("{}"));
        }
    }

    @Test
    void checksTheEgressPolicyAtEveryHop() throws IOException {
        try (var upstream = redirecting(302, "http://169.254.169.254/latest")) {

            var response =
                    proxy.run("http/GetRequestV2", "{\"url\":\"" + upstream.url() + "/here\"}");

            assertThat(response.errorCode(), is("EgressBlocked"));
            assertThat(response.commandResponse().getInt("http_status"), is(403));
        }
    }

    @Test
    void putsNoSecretIntoItsLogsOrErrors() throws IOException {
        var canaries = new Canaries();
        try (var upstream = redirecting(302, "http://10.0.0.1/" + canaries.plain("location"))) {
            var response =
                    proxy.run(
                            "http/GetRequestV2",
                            "{\"url\":\"http://u:%s@%s/here/%s?q=%s#%s\",\"params\":{\"p\":\"%s\"},\"headers\":{\"X\":\"%s\"},\"bearer_token\":\"%s\"}"
                                    .formatted(
                                            canaries.plain("userinfo"),
                                            upstream.url().substring(7),
                                            canaries.plain("path"),
                                            canaries.plain("query"),
                                            canaries.plain("fragment"),
                                            canaries.plain("params"),
                                            canaries.plain("header"),
                                            canaries.plain("token")));

            assertThat(response.errorCode(), is("EgressBlocked"));
            assertThat(response.body(), containsString("Will call"));
            canaries.assertAbsentFrom(response.body());
        }
    }

    @Test
    void refusesAHeaderThatEgressDoesNotAllow() {
        var response =
                proxy.run(
                        "http/GetRequestV2",
                        "{\"url\":\"http://127.0.0.1:1/\",\"headers\":{\"Transfer-Encoding\":\"chunked\"}}");

        assertThat(response.errorCode(), is("InvalidHeader"));
        assertThat(response.commandResponse().getInt("http_status"), is(400));
    }

    @Test
    void limitsAnAttemptByItsTimeout() throws IOException {
        var over = new CountDownLatch(1);
        try (var upstream = new RecordingUpstream(_ -> await(over))) {

            var response =
                    proxy.run(
                            "http/GetRequestV2",
                            "{\"url\":\"" + upstream.url() + "/\",\"timeout\":1}");

            over.countDown();
            assertThat(response.errorCode(), is("ReadTimeout"));
            assertThat(response.commandResponse().getInt("http_status"), is(504));
            assertThat(response.message(), endsWith("within 1 s"));
        }
    }

    @Test
    void isListedWithAllItsParameters() {
        var listed = proxy.request("GET", "/v1/commands", "").body();

        for (var method : List.of("Get", "Head", "Post", "Put", "Patch", "Delete")) {
            assertThat(listed, containsString("\"http/" + method + "RequestV2\""));
        }
        assertThat(
                List.of(listed.split("\"")),
                hasItems("attempts", "bearer_token", "timeout", "ExpatError", "InvalidHeader"));
        assertThat(listed, not(containsString("LENIENT")));
    }

    private static void await(CountDownLatch over) {
        try {
            over.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static RecordingUpstream redirecting(int status, String location) throws IOException {
        return new RecordingUpstream(exchange -> {
            if (exchange.getRequestURI().getPath().startsWith("/here")) {
                exchange.getResponseHeaders().set("Location", location);
                exchange.sendResponseHeaders(status, -1);
                return;
            }
            RecordingUpstream.send(exchange, 200, "application/json", "{}");
        });
    }
}
