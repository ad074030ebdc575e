package dev.connectorproxy.devserver.fault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.Egress;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.spi.HttpRequest;
import dev.connectorproxy.spi.HttpRequest.Redirects;
import dev.connectorproxy.spi.HttpResponse;
import dev.connectorproxy.spi.Retries;
import dev.connectorproxy.spi.payment.PaymentException;
import jakarta.json.Json;
import java.io.StringReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every fault, which requests have it, and how often.
class FaultyEgressTest {
    private static final String BANK = "https://bank.example";
    private final List<String> sent = new ArrayList<>();
    private final List<Duration> slept = new ArrayList<>();

    @Test
    void withoutFaultsRequestsAreSentUnchanged() {
        var egress = new FaultyEgress(bank(List.of()), Optional::empty, slept::add);

        var response = get(egress, "/accounts");

        assertThat(response.status(), is(200));
        assertThat(sent, is(List.of("/accounts")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"kind\":\"rate-limit\",\"retryAfter\":7} | 429 | 7 | application/json",
                "{\"kind\":\"server-error\",\"status\":503} | 503 | | application/json",
                "{\"kind\":\"server-error\"}                | 500 | | application/json",
                "{\"kind\":\"html\"}                        | 200 | | text/html; charset=utf-8"
            })
    void aResponseThatIsMadeUpIsNotSentFor(String rule, int status, String after, String type) {
        var response = get(egress(1, rule), "/accounts");

        assertThat(response.status(), is(status));
        assertThat(response.header("retry-after"), is(Optional.ofNullable(after)));
        assertThat(response.header("content-type"), is(Optional.of(type)));
        assertThat(response.header("simulated-fault").isPresent(), is(true));
        assertThat(sent, is(List.of()));
    }

    @Test
    void aCutBodyIsHalfOfTheBody() {
        var response = get(egress(1, "{\"kind\":\"cut-body\"}"), "/accounts");

        assertThat(new String(response.body(), UTF_8), is("{\"ok\""));
        assertThat(response.header("simulated-fault"), is(Optional.of("cut-body")));
        assertThat(sent, is(List.of("/accounts")));
    }

    @Test
    void aSlowRequestIsSentAfterTheDelay() {
        var response = get(egress(1, "{\"kind\":\"slow\",\"delay\":50}"), "/accounts");

        assertThat(response.status(), is(200));
        assertThat(slept, is(List.of(Duration.ofMillis(50))));
    }

    @Test
    void aRequestThatIsSlowerThanItsDeadlineTimesOut() {
        var egress = egress(1, "{\"kind\":\"slow\",\"delay\":600000}");

        var failure = assertThrows(ConnectorException.class, () -> get(egress, "/accounts"));

        assertThat(failure.is(ErrorCode.READ_TIMEOUT), is(true));
        assertThat(sent, is(List.of()));
        assertThat(slept.getFirst().compareTo(Duration.ofSeconds(30)) <= 0, is(true));
    }

    @Test
    void theLostResponseIsThatOfAPostThatTheProviderReceived() {
        var egress = egress(1, "{\"kind\":\"lost-response\"}");

        var read = get(egress, "/payouts");
        var failure =
                assertThrows(
                        ConnectorException.class,
                        () -> egress.send(request("POST", "/payouts"), call()));

        assertThat(read.status(), is(200));
        assertThat(failure.is(ErrorCode.CONNECTION_ERROR), is(true));
        assertThat(failure.getMessage(), containsString("simulated fault: lost-response"));
        assertThat(sent, is(List.of("/payouts", "/payouts")));
    }

    @Test
    void aRuleAppliesToItsMethodAndPathAsOftenAsItSays() {
        var egress =
                egress(
                        1,
                        "{\"kind\":\"server-error\",\"method\":\"get\",\"path\":\"/v1/*\",\"times\":2}");

        assertThat(get(egress, "/v2/accounts?x=/v1/").status(), is(200));
        assertThat(egress.send(request("POST", "/v1/accounts"), call()).status(), is(200));
        assertThat(get(egress, "/v1/accounts?page=1").status(), is(500));
        assertThat(get(egress, "/v1/accounts?page=1").status(), is(500));
        assertThat(get(egress, "/v1/accounts?page=1").status(), is(200));
    }

    @Test
    void theSameSeedGivesTheSameFaults() {
        var rule = "{\"kind\":\"server-error\",\"percent\":30}";

        var once = statuses(egress(7, rule));
        var again = statuses(egress(7, rule));
        var other = statuses(egress(8, rule));

        assertThat(once, is(again));
        assertThat(once.equals(other), is(false));
        long faults = once.stream().filter(status -> status == 500).count();
        assertThat("about 30 of 100: " + faults, faults > 10 && faults < 55, is(true));
    }

    @ParameterizedTest
    @CsvSource({"page={n}&pageSize=3, 1", "limit=3&offset={n}, 0"})
    void anInsertedRowShiftsThePagesThatFollow(String query, int first) {
        var egress = egress(1, "{\"kind\":\"insert-row\"}");

        var pages = pages(egress, query, first);

        assertThat(pages, is(List.of("[1,2,3]", "[3,4,5]", "[6,7]")));
    }

    @ParameterizedTest
    @CsvSource({"page={n}&pageSize=3, 1", "limit=3&offset={n}, 0"})
    void aDeletedRowShiftsThePagesThatFollowAndStaysDeleted(String query, int first) {
        var egress = egress(1, "{\"kind\":\"delete-row\"}");

        var pages = pages(egress, query, first);
        var again = pages(egress, query, first);

        assertThat(pages, is(List.of("[1,2,3]", "[5,6,7]", "[]")));
        assertThat(again, is(List.of("[2,3,4]", "[5,6,7]", "[]")));
    }

    @Test
    void rowsOfAnObjectAreShiftedToo() {
        Egress bank =
                (request, _) ->
                        json(
                                request.url().contains("page=2")
                                        ? "{\"rows\":[3.0,4],\"n\":1e2}"
                                        : "{\"rows\":[1,2]}");
        var rules = List.of(rule("{\"kind\":\"insert-row\"}"));
        var active = Optional.of(new ActiveFaults(1, rules));
        var egress = new FaultyEgress(bank, () -> active, slept::add);

        var second = get(egress, "/rows?page=2");

        assertThat(new String(second.body(), UTF_8), is("{\"rows\":[2,3.0],\"n\":1e2}"));
    }

    @Test
    void aListThatIsPagedByACursorIsNotShifted() {
        var faults = new ActiveFaults(1, List.of(rule("{\"kind\":\"delete-row\"}")));
        var egress = new FaultyEgress(bank(List.of()), () -> Optional.of(faults), slept::add);

        get(egress, "/rows?starting_after=7&limit=3");

        assertThat(
                faults.toJson().getJsonArray("faults").getJsonObject(0).getInt("applied"), is(0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}                                      | kind must be one of [rate-limit,",
                "{\"kind\":\"rate-limit\",\"percent\":0}   | percent must be 1 to 100",
                "{\"kind\":\"server-error\",\"status\":404} | status must be 500 to 599",
                "{\"kind\":\"html\",\"times\":0}           | times must be 1 to 1000000"
            })
    void aRuleOutOfBoundsNamesItsField(String json, String message) {
        var failure = assertThrows(PaymentException.class, () -> rule(json));

        assertThat(failure.getMessage(), containsString("faults[0]: " + message));
    }

    private List<Integer> statuses(Egress egress) {
        return IntStream.range(0, 100).mapToObj(_ -> get(egress, "/a").status()).toList();
    }

    private List<String> pages(Egress egress, String query, int first) {
        int step = first == 1 ? 1 : 3;
        return IntStream.range(0, 3)
                .mapToObj(i -> "/rows?" + query.replace("{n}", "" + (first + i * step)))
                .map(path -> new String(get(egress, path).body(), UTF_8))
                .toList();
    }

    private Egress egress(long seed, String... rules) {
        var active =
                Optional.of(
                        new ActiveFaults(
                                seed,
                                List.of(rules).stream().map(FaultyEgressTest::rule).toList()));
        return new FaultyEgress(bank(List.of(1, 2, 3, 4, 5, 6, 7)), () -> active, slept::add);
    }

    /// A bank whose list `/rows` is paged by number or by offset, three rows a page.
    private Egress bank(List<Integer> rows) {
        return (request, _) -> {
            var path = request.url().substring(BANK.length());
            sent.add(path);
            if (!path.startsWith("/rows")) {
                return json("{\"ok\":true}");
            }
            int from =
                    path.contains("offset=")
                            ? Integer.parseInt(path.replaceFirst(".*offset=", ""))
                            : path.contains("page=")
                                    ? 3 * (path.replaceFirst(".*[?]page=", "").charAt(0) - '1')
                                    : 0;
            return json(
                    rows.stream()
                            .skip(from)
                            .limit(3)
                            .map(String::valueOf)
                            .collect(Collectors.joining(",", "[", "]")));
        };
    }

    private static HttpResponse json(String body) {
        return new HttpResponse(200, List.of(), body.getBytes(UTF_8));
    }

    private static FaultRule rule(String json) {
        return FaultRule.of(Json.createReader(new StringReader(json)).readValue(), "faults[0]");
    }

    private static HttpResponse get(Egress egress, String path) {
        return egress.send(request("GET", path), call());
    }

    private static Call call() {
        return Call.ofProxy(Duration.ofSeconds(30));
    }

    private static HttpRequest request(String method, String path) {
        return new HttpRequest(
                method, BANK + path, List.of(), Optional.empty(), Redirects.RETURN, Retries.NONE);
    }
}
