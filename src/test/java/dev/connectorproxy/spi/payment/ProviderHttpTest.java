package dev.connectorproxy.spi.payment;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.sameInstance;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.Egress;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.spi.HttpRequest;
import dev.connectorproxy.spi.HttpRequest.Header;
import dev.connectorproxy.spi.HttpResponse;
import dev.connectorproxy.spi.payment.UpstreamErrors.Told;
import jakarta.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Points 8 and 9 of the offline conformance layer, as far as they are the same for every provider.
class ProviderHttpTest {
    private static final ProviderEndpoint ENDPOINT =
            ProviderEndpoint.of("http://127.0.0.1:9/base/")
                    .withHeader("Authorization", "Bearer s3cret")
                    .withSecrets(Set.of("hidden", "s3cret-and-more"));

    @Test
    void sendsWhatItIsTold() {
        var egress = new OneAnswer(200, "{\"n\":12345678901234567890.10}");
        var request =
                ProviderRequest.get("/v1/accounts/{}/x", "a/b c?\u00e9")
                        .query("expand[]", "a&b")
                        .query("limit", "2")
                        .header("Stripe-Account", "acct");

        var json = new ProviderHttp(egress, ENDPOINT).json(request, call());

        assertThat(json.toString(), is("{\"n\":12345678901234567890.10}"));
        assertThat(egress.request.method(), is("GET"));
        assertThat(
                egress.request.url(),
                is(
                        "http://127.0.0.1:9/base/v1/accounts/a%2Fb%20c%3F%C3%A9/x?expand%5B%5D=a%26b&limit=2"));
        assertThat(
                egress.request.headers(),
                is(
                        List.of(
                                new Header("Accept", "application/json"),
                                new Header("Authorization", "Bearer s3cret"),
                                new Header("Stripe-Account", "acct"))));
        assertThat(egress.request.redirects(), is(HttpRequest.Redirects.RETURN));
        assertThat(egress.request.retries().attempts(), is(3));
        assertThat(egress.request.body(), is(Optional.empty()));
    }

    @Test
    void sendsJsonAndForms() {
        var egress = new OneAnswer(201, "{}");
        var http = new ProviderHttp(egress, ENDPOINT);
        var fields = new LinkedHashMap<String, String>();
        fields.put("amount", "1");
        fields.put("note", "a b&\u00fc");

        http.json(ProviderRequest.post("/p").json(Json.createValue("\u00fc")), call());
        assertThat(body(egress), is("\"\u00fc\""));
        assertThat(
                egress.request.headers().getLast(),
                is(new Header("Content-Type", "application/json")));

        http.json(ProviderRequest.post("/p").form(fields), call());
        assertThat(body(egress), is("amount=1&note=a%20b%26%C3%BC"));
        assertThat(
                egress.request.headers().getLast(),
                is(new Header("Content-Type", "application/x-www-form-urlencoded")));
    }

    @Test
    void shortensTheDeadlineButNeverMovesItOut() {
        var egress = new OneAnswer(200, "{}");
        var near = new Call("id", false, Optional.empty(), System.nanoTime(), Call.Trail.NONE);

        new ProviderHttp(egress, ENDPOINT.withTimeout(Duration.ofSeconds(2)))
                .json(ProviderRequest.get("/x"), call());
        assertThat(egress.call.left(), is(lessThanOrEqualTo(Duration.ofSeconds(2))));
        new ProviderHttp(egress, ENDPOINT).json(ProviderRequest.get("/x"), near);
        assertThat(egress.call, is(sameInstance(near)));
    }

    @ParameterizedTest
    @CsvSource({
        "400, CLIENT_ERROR",
        "401, CLIENT_ERROR",
        "408, TIMEOUT",
        "421, TIMEOUT",
        "423, RETRY_LATER",
        "425, RETRY_LATER",
        "429, RATE_LIMITED",
        "500, UPSTREAM_ERROR",
        "301, UPSTREAM_ERROR"
    })
    void tellsAnErrorByItsStatusWhateverItsBody(int status, PaymentError error) {
        for (var body : List.of("", "<html>s3cret", "{\"message\":\"s3cret\"}")) {
            var http = new ProviderHttp(new OneAnswer(status, body), ENDPOINT);
            var request = ProviderRequest.get("/x").query("key", "s3cret");

            var failure = assertThrows(PaymentException.class, () -> http.send(request, call()));

            assertThat(failure.error(), is(error));
            assertThat(
                    failure.getMessage(),
                    is(error.message() + ": GET http://127.0.0.1:9/base/x answered " + status));
            assertThat(failure.upstream().orElseThrow().status(), is(status));
        }
    }

    @Test
    void tellsTheProvidersOwnWordsWithoutSecrets() {
        UpstreamErrors errors =
                (status, body) ->
                        new Told(
                                PaymentError.CURRENCY_NOT_SUPPORTED,
                                "code-s3cret",
                                body.asJsonObject().getString("message"));
        var egress =
                new OneAnswer(
                        404,
                        "{\"message\":\"no hidden Bearer s3cret, s3cret-and-more\\n\\u0007"
                                + "x".repeat(9_000)
                                + "\"}");

        var failure =
                assertThrows(
                        PaymentException.class,
                        () ->
                                new ProviderHttp(egress, ENDPOINT.withErrors(errors))
                                        .json(ProviderRequest.get("/s3cret"), call()));

        assertThat(failure.error(), is(PaymentError.CURRENCY_NOT_SUPPORTED));
        assertThat(
                failure.getMessage(),
                containsString(
                        "GET http://127.0.0.1:9/base/*** answered 404: no *** ***, *** xxx"));
        assertThat(failure.getMessage().length(), is(lessThan(600)));
        assertThat(failure.upstream().orElseThrow().code(), is("code-***"));
    }

    @Test
    void judgesByTheStatusWhereTheReaderOfErrorsFails() {
        UpstreamErrors strict =
                (_, body) ->
                        new Told(
                                PaymentError.INTERNAL,
                                JsonFields.ofAnswer(body, "error").requiredString("code"),
                                "");
        UpstreamErrors careless =
                (_, body) -> new Told(PaymentError.INTERNAL, body.asJsonObject().toString(), "");

        for (var errors : List.of(strict, careless)) {
            var http = new ProviderHttp(new OneAnswer(429, "<html>"), ENDPOINT.withErrors(errors));
            var failure =
                    assertThrows(
                            PaymentException.class,
                            () -> http.send(ProviderRequest.get("/x"), call()));
            assertThat(failure.error(), is(PaymentError.RATE_LIMITED));
        }
    }

    @Test
    void takesTheTokenOfOneRequestOutToo() {
        var egress = new OneAnswer(401, "{\"message\":\"bad t0ken\"}");
        UpstreamErrors errors =
                (status, body) ->
                        new Told(
                                PaymentError.ofStatus(status),
                                "",
                                body.asJsonObject().getString("message"));
        var http = new ProviderHttp(egress, ProviderEndpoint.of("http://x").withErrors(errors));
        var request = ProviderRequest.get("/x").header("authorization", "Bearer t0ken");

        var failure = assertThrows(PaymentException.class, () -> http.send(request, call()));

        assertThat(
                failure.getMessage(),
                is("invalid client request: GET http://x/x answered 401: bad ***"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>", "{\"a\":", "{} x", "nul"})
    void isNotContentWithASuccessWithoutJson(String body) {
        var http = new ProviderHttp(new OneAnswer(200, body), ENDPOINT);

        var failure =
                assertThrows(
                        PaymentException.class, () -> http.json(ProviderRequest.get("/x"), call()));

        assertThat(failure.error(), is(PaymentError.UPSTREAM_ERROR));
        assertThat(failure.error().wireCode(), is("DEFAULT"));
    }

    @Test
    void refusesDeepJsonAndNumbersThatAreTooLong() {
        for (var body : List.of("[".repeat(9_999) + "]".repeat(9_999), "1".repeat(9_999))) {
            var http = new ProviderHttp(new OneAnswer(200, body), ENDPOINT);

            var failure =
                    assertThrows(
                            PaymentException.class,
                            () -> http.json(ProviderRequest.get("/x"), call()));

            assertThat(failure.error(), is(PaymentError.UPSTREAM_ERROR));
        }
    }

    @Test
    void letsAnEmptyAnswerBeWhereNoneIsNeeded() {
        var answer =
                new ProviderHttp(new OneAnswer(204, ""), ENDPOINT)
                        .send(ProviderRequest.of("DELETE", "/x/{}", "1"), call());

        assertThat(answer.status(), is(204));
    }

    @Test
    void namesTheFieldOfAnAnswerThatIsWrong() {
        var fields =
                new ProviderHttp(new OneAnswer(200, "{\"ID\":\"7\",\"n\":null}"), ENDPOINT)
                        .fields(ProviderRequest.get("/x"), "balance", call());

        var failure = assertThrows(PaymentException.class, () -> fields.requiredString("id"));

        assertThat(failure.error(), is(PaymentError.UPSTREAM_ERROR));
        assertThat(failure.getMessage(), is("upstream server error: balance: id is missing"));
        assertThat(fields.value("n"), is(Optional.empty()));
    }

    @Test
    void classifiesWhatHappensOnTheWay() {
        Egress slow =
                (_, _) -> {
                    throw new ConnectorException(ErrorCode.READ_TIMEOUT, "late");
                };

        var failure =
                assertThrows(
                        PaymentException.class,
                        () ->
                                new ProviderHttp(slow, ENDPOINT)
                                        .json(ProviderRequest.get("/x"), call()));

        assertThat(failure.error(), is(PaymentError.TIMEOUT));
        assertThat(failure.getMessage(), is("upstream timeout: late"));
    }

    @Test
    void refusesReferencesThatWouldChangeThePath() {
        for (var segment : List.of("", ".", "..")) {
            var failure =
                    assertThrows(
                            PaymentException.class, () -> ProviderRequest.get("/a/{}", segment));
            assertThat(failure.error(), is(PaymentError.INVALID_REQUEST));
        }
        assertThrows(IllegalArgumentException.class, () -> ProviderRequest.get("/a/{}"));
        assertThrows(IllegalArgumentException.class, () -> ProviderRequest.get("a"));
    }

    @Test
    void printsNoSecret() {
        var request = ProviderRequest.get("/x").query("k", "s3cret").header("K", "s3cret");

        assertThat(ENDPOINT + " " + request, not(containsString("s3cret")));
        assertThat(Redaction.of(ENDPOINT, request).toString(), not(containsString("s3cret")));
        assertThat(request.toString(), is("GET /x"));
    }

    private static String body(OneAnswer egress) {
        return new String(egress.request.body().orElseThrow(), StandardCharsets.UTF_8);
    }

    private static Call call() {
        long deadline = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        return new Call("id", false, Optional.empty(), deadline, Call.Trail.NONE);
    }

    private static final class OneAnswer implements Egress {
        private final HttpResponse answer;
        private HttpRequest request;
        private Call call;

        OneAnswer(int status, String body) {
            this.answer =
                    new HttpResponse(status, List.of(), body.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public HttpResponse send(HttpRequest given, Call with) {
            this.request = given;
            this.call = with;
            return answer;
        }
    }
}
