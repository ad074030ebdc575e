package dev.connectorproxy.contract.payment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.HttpRequest;
import dev.connectorproxy.spi.HttpRequest.Redirects;
import dev.connectorproxy.spi.HttpResponse;
import dev.connectorproxy.spi.Retries;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlayingEgressTest {
    private static final RecordedCall CALL =
            new RecordedCall(
                    FullWalk.read(
                                    """
                                    {"call": 17, "kind": "payments", "name": "", "exchanges": [
                                     {"exchange": 41, "method": "GET", "url": "https://a.example/rows?page=1&key=***",
                                      "body": "", "status": 200, "headers": {"X-A": ["1", "2"]}, "responseBody": "one"},
                                     {"exchange": 42, "method": "GET", "url": "https://a.example/rows?page=1&key=***",
                                      "body": "", "status": 429, "headers": {}, "responseBody": {"base64": "AAE="}},
                                     {"exchange": 43, "method": "POST", "url": "https://a.example/search",
                                      "body": "{}", "error": {"code": "ReadTimeout", "message": "no response in time"}}]}
                                    """)
                            .asJsonObject(),
                    2);
    private static final String LIST = "https://a.example/rows?page=1&key=s3cret";

    private final PlayingEgress egress = egress(List.of());

    @Test
    void theResponsesOfEqualRequestsComeInTheirOrder() {
        var first = send("GET", LIST, "");
        var second = send("GET", LIST, "");

        assertThat(first.status(), is(200));
        assertThat(new String(first.body(), UTF_8), is("one"));
        assertThat(first.header("x-a").orElseThrow(), is("1"));
        assertThat(second.status(), is(429));
        assertThat(second.body(), is(new byte[] {0, 1}));
    }

    @Test
    void aRecordedErrorIsThrown() {
        var failure =
                assertThrows(
                        ConnectorException.class,
                        () -> send("POST", "https://a.example/search", "{}"));

        assertThat(failure.code(), is("ReadTimeout"));
        assertThat(failure.httpStatus(), is(504));
    }

    @Test
    void theExchangesOfOtherCallsCanBeUsedAnyNumberOfTimes() {
        var other = egress(CALL.exchanges());

        var statuses = List.of(1, 2, 3, 4).stream().map(_ -> send(other, LIST).status()).toList();

        assertThat(statuses, is(List.of(200, 429, 200, 200)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            quoteCharacter = '`',
            textBlock =
                    """
                    GET, https://a.example/rows?page=2&key=s3cret, ``, `; nearest is exchange 41, with another query parameter page: recorded 1, sent 2`
                    GET, https://a.example/rows?key=s3cret, ``, `; nearest is exchange 41, with another query parameter page: recorded 1, sent nothing`
                    GET, https://a.example/list?page=1&key=s3cret, ``, `; nearest is exchange 41, with another URL: recorded https://a.example/rows, sent https://a.example/list`
                    POST, https://a.example/search, `{"a": "s3cret"}`, `; nearest is exchange 43, with another body: recorded {}, sent {"a": "***"}`
                    PUT, https://a.example/search, {}, `; nearest is exchange 43, with another method: recorded POST, sent PUT`
                    """)
    void anUnknownRequestNamesTheNearestOne(
            String method, String url, String body, String nearest) {
        var failure = assertThrows(AssertionError.class, () -> send(method, url, body));

        var shown = url.replace("s3cret", "***");
        assertThat(
                failure.getMessage(),
                is(
                        "call 17 (fetch payments, page 2): %s %s was not recorded%s"
                                .formatted(method, shown, nearest)));
        assertThat(egress.unknown(), is(Optional.of(failure.getMessage())));
    }

    @Test
    void aRequestThatIsSentOnceTooOftenIsUnknown() {
        send("GET", LIST, "");
        send("GET", LIST, "");

        var failure = assertThrows(AssertionError.class, () -> send("GET", LIST, ""));

        assertThat(
                failure.getMessage()
                        .endsWith("was not recorded that often: exchange 41 was used before"),
                is(true));
    }

    private static PlayingEgress egress(List<RecordedExchange> others) {
        return new PlayingEgress(CALL, others, text -> text.replace("s3cret", "***"));
    }

    private static HttpResponse send(PlayingEgress egress, String url) {
        return egress.send(request("GET", url, ""), Call.ofProxy(Duration.ofSeconds(9)));
    }

    private HttpResponse send(String method, String url, String body) {
        return egress.send(request(method, url, body), Call.ofProxy(Duration.ofSeconds(9)));
    }

    private static HttpRequest request(String method, String url, String body) {
        return new HttpRequest(
                method,
                url,
                List.of(),
                Optional.of(body.getBytes(UTF_8)),
                Redirects.RETURN,
                Retries.NONE);
    }
}
