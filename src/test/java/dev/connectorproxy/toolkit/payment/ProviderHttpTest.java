package dev.connectorproxy.toolkit.payment;

import static dev.connectorproxy.toolkit.payment.ProviderResponses.ENDPOINT;
import static dev.connectorproxy.toolkit.payment.ProviderResponses.FixedResponse;
import static dev.connectorproxy.toolkit.payment.ProviderResponses.body;
import static dev.connectorproxy.toolkit.payment.ProviderResponses.call;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.sameInstance;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.HttpRequest;
import dev.connectorproxy.spi.HttpRequest.Header;
import dev.connectorproxy.spi.payment.PaymentError;
import dev.connectorproxy.spi.payment.PaymentException;
import dev.connectorproxy.toolkit.Redaction;
import jakarta.json.Json;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Points 8 and 9 of the offline conformance layer, as far as they are the same for every provider.
class ProviderHttpTest {
    @Test
    void sendsTheRequestAsSpecified() {
        var egress = new FixedResponse(200, "{\"n\":12345678901234567890.10}");
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
        var egress = new FixedResponse(201, "{}");
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
        var egress = new FixedResponse(200, "{}");
        var near = new Call("id", false, Optional.empty(), System.nanoTime(), Call.Trail.NONE);

        new ProviderHttp(egress, ENDPOINT.withTimeout(Duration.ofSeconds(2)))
                .json(ProviderRequest.get("/x"), call());
        assertThat(egress.call.left(), is(lessThanOrEqualTo(Duration.ofSeconds(2))));
        new ProviderHttp(egress, ENDPOINT).json(ProviderRequest.get("/x"), near);
        assertThat(egress.call, is(sameInstance(near)));
    }

    @Test
    void refusesDeepJsonAndNumbersThatAreTooLong() {
        for (var body : List.of("[".repeat(9_999) + "]".repeat(9_999), "1".repeat(9_999))) {
            var http = new ProviderHttp(new FixedResponse(200, body), ENDPOINT);

            var failure =
                    assertThrows(
                            PaymentException.class,
                            () -> http.json(ProviderRequest.get("/x"), call()));

            assertThat(failure.error(), is(PaymentError.UPSTREAM_ERROR));
        }
    }

    @Test
    void acceptsAnEmptyResponseIfNoBodyIsNeeded() {
        var answer =
                new ProviderHttp(new FixedResponse(204, ""), ENDPOINT)
                        .send(ProviderRequest.of("DELETE", "/x/{}", "1"), call());

        assertThat(answer.status(), is(204));
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
        assertThat(Redaction.of(List.of("s3cret"), 10).toString(), not(containsString("s3cret")));
        assertThat(request.toString(), is("GET /x"));
    }
}
