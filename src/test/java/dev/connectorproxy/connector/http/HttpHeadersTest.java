package dev.connectorproxy.connector.http;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.catalogue.ArgumentCheck;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.Command;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.HttpRequest;
import dev.connectorproxy.spi.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The request headers of the commands, and the body of a failure.
class HttpHeadersTest {
    private final List<HttpRequest> sent = new ArrayList<>();
    private final Command command = HttpCommands.named("PostRequest", sent::add);

    @Test
    void sendsHeadersThatAreGivenAsPairsInTheirOrder() {
        post(
                "{\"url\":\"http://h.example/\",\"headers\":[[\"X-B\",\"1\"],[\"X-A\",\"\"],[\"x-b\",\"2\"]]}");

        assertThat(headers(), is(List.of("X-B: 1", "X-A: ", "x-b: 2")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"X-A\":\"café\"}", "[[\"X-A\",\"\u20ac\"]]", "{\"X-A\":\"\u0080\"}"})
    void refusesAValueOutsideAsciiWhichTheReferenceDoesNotSend(String headers) {
        var refused =
                assertThrows(
                        ConnectorException.class,
                        () -> post("{\"url\":\"http://h.example/\",\"headers\":" + headers + "}"));

        assertThat(refused.code(), is("InvalidParameters"));
        assertThat(sent, is(List.of()));
    }

    @Test
    void addsTheContentTypeOfTheBodyBesideOtherHeaders() {
        post("{\"url\":\"http://h.example/\",\"headers\":{\"X-A\":\"1\"},\"data\":{\"b\":2}}");

        assertThat(headers(), is(List.of("X-A: 1", "Content-Type: application/json")));
    }

    @Test
    void keepsTheContentTypeOfTheCaller() {
        post(
                "{\"url\":\"http://h.example/\",\"headers\":{\"content-TYPE\":\"text/x\"},\"data\":{\"b\":2}}");

        assertThat(headers(), is(List.of("content-TYPE: text/x")));
    }

    @Test
    void replacesOnlyTheAuthorizationHeaderByBasicAuthentication() {
        post(
                "{\"url\":\"http://h.example/\",\"headers\":{\"X-A\":\"1\",\"AUTHORIZATION\":\"Bearer x\",\"X-B\":\"2\"},\"basic_auth_username\":\"u\",\"basic_auth_password\":\"p\"}");

        assertThat(headers(), is(List.of("X-A: 1", "X-B: 2", "Authorization: Basic dTpw")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://h/@me", "http://h/a:b@c", "http://h/?q=a:b@c"})
    void takesAnAtSignAfterTheHostForNoCredentials(String url) {
        post("{\"url\":\"" + url + "\"}");

        assertThat(sent.getFirst().url(), is(url));
        assertThat(headers(), is(List.of()));
    }

    @Test
    void theBodyOfAFailureHoldsItsMessage() {
        assertThat(
                command.failureBody("no \"answer\"").toString(),
                is("{\"raw_response\":\"no \\\"answer\\\"\"}"));
    }

    private List<String> headers() {
        return sent.getFirst().headers().stream()
                .map(header -> header.name() + ": " + header.value())
                .toList();
    }

    private void post(String arguments) {
        byte[] json = arguments.getBytes(StandardCharsets.UTF_8);
        command.execute(
                ArgumentCheck.check(command.spec(), JsonText.of(json, 9).orElseThrow().members()),
                new Call("id", false, Optional.empty(), Long.MAX_VALUE, Call.Trail.NONE));
    }
}
