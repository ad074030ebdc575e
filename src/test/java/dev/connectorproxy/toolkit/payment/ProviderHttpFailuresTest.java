package dev.connectorproxy.toolkit.payment;

import static dev.connectorproxy.toolkit.payment.ProviderResponses.ENDPOINT;
import static dev.connectorproxy.toolkit.payment.ProviderResponses.FixedResponse;
import static dev.connectorproxy.toolkit.payment.ProviderResponses.body;
import static dev.connectorproxy.toolkit.payment.ProviderResponses.call;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.Egress;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.spi.payment.JsonFields;
import dev.connectorproxy.spi.payment.PaymentError;
import dev.connectorproxy.spi.payment.PaymentException;
import dev.connectorproxy.toolkit.payment.UpstreamErrors.ParsedError;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Point 8 of the offline conformance layer, as far as it is the same for every provider: the failures of responses
/// that are not 2xx.
class ProviderHttpFailuresTest {
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
            var http = new ProviderHttp(new FixedResponse(status, body), ENDPOINT);
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
                        new ParsedError(
                                PaymentError.CURRENCY_NOT_SUPPORTED,
                                "code-s3cret",
                                body.asJsonObject().getString("message"));
        var egress =
                new FixedResponse(
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
    void takesOutASecretThatThePathHasEncoded() {
        var endpoint = ProviderEndpoint.of("http://x").withSecrets(Set.of("s3/cr+t \u00fc"));
        var http = new ProviderHttp(new FixedResponse(404, ""), endpoint);
        var request = ProviderRequest.get("/{}/x", "s3/cr+t \u00fc");

        var failure = assertThrows(PaymentException.class, () -> http.send(request, call()));

        assertThat(
                failure.getMessage(),
                is("invalid client request: GET http://x/***/x answered 404"));
    }

    @Test
    void judgesByTheStatusWhereTheReaderOfErrorsFails() {
        UpstreamErrors strict =
                (_, body) ->
                        new ParsedError(
                                PaymentError.INTERNAL,
                                JsonFields.ofResponse(body, "error").requiredString("code"),
                                "");
        UpstreamErrors careless =
                (_, body) ->
                        new ParsedError(PaymentError.INTERNAL, body.asJsonObject().toString(), "");

        for (var errors : List.of(strict, careless)) {
            var http =
                    new ProviderHttp(new FixedResponse(429, "<html>"), ENDPOINT.withErrors(errors));
            var failure =
                    assertThrows(
                            PaymentException.class,
                            () -> http.send(ProviderRequest.get("/x"), call()));
            assertThat(failure.error(), is(PaymentError.RATE_LIMITED));
        }
    }

    @Test
    void takesTheTokenOfOneRequestOutToo() {
        var egress = new FixedResponse(401, "{\"message\":\"bad t0ken\"}");
        UpstreamErrors errors =
                (status, body) ->
                        new ParsedError(
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
        var http = new ProviderHttp(new FixedResponse(200, body), ENDPOINT);

        var failure =
                assertThrows(
                        PaymentException.class, () -> http.json(ProviderRequest.get("/x"), call()));

        assertThat(failure.error(), is(PaymentError.UPSTREAM_ERROR));
        assertThat(failure.error().protocolCode(), is("DEFAULT"));
    }

    @Test
    void namesTheInvalidFieldOfAResponse() {
        var fields =
                new ProviderHttp(new FixedResponse(200, "{\"ID\":\"7\",\"n\":null}"), ENDPOINT)
                        .fields(ProviderRequest.get("/x"), "balance", call());

        var failure = assertThrows(PaymentException.class, () -> fields.requiredString("id"));

        assertThat(failure.error(), is(PaymentError.UPSTREAM_ERROR));
        assertThat(failure.getMessage(), is("upstream server error: balance: id is missing"));
        assertThat(fields.value("n"), is(Optional.empty()));
    }

    @Test
    void classifiesFailuresOfTheConnection() {
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
}
