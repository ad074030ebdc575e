package dev.connectorproxy.declarative.bundled;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.spi.HttpRequest.Header;
import dev.connectorproxy.spi.HttpResponse;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The calls of m8flow's diagrams, and what Stripe does with them.
class StripeM8flowTest {
    private static final String PAYMENT =
            "{\"api_key\":\"sk_1\",\"amount\":\"1099\",\"currency\":\"eur\"}";

    private final VendorApi vendor =
            new VendorApi("https://api.stripe.com/v1")
                    .authorization("Bearer sk_1")
                    .header("Idempotency-Key", ".{1,255}");
    private final BundledFile stripe = BundledFile.of("stripe", vendor).withoutConnection();
    private final VendorRoute payments =
            vendor.on("POST", "/payment_intents")
                    .form(
                            form(
                                    "amount, currency",
                                    "\"customer\": {\"pattern\": \"^cus_\"}, \"payment_method\": {\"pattern\": \"^pm_\"}, \"confirm\": {\"enum\": [\"true\", \"false\"]}"));

    StripeM8flowTest() {
        vendor.on("POST", "/charges")
                .form(
                        form(
                                "amount, currency, source",
                                "\"customer\": {\"pattern\": \"^cus_\"}, \"source\": {\"pattern\": \"^(tok|src|card)_\"}"));
        vendor.on("POST", "/subscriptions")
                .form(
                        form(
                                "customer, items[0][price]",
                                "\"customer\": {\"pattern\": \"^cus_\"}, \"items[0][price]\": {\"minLength\": 1}, \"default_payment_method\": {\"pattern\": \"^pm_\"},"
                                        + "\"payment_behavior\": {\"enum\": [\"default_incomplete\", \"error_if_incomplete\", \"allow_incomplete\", \"pending_if_incomplete\"]}"));
        vendor.on("POST", "/subscriptions/{id}")
                .form(
                        form(
                                "cancel_at_period_end",
                                "\"cancel_at_period_end\": {\"const\": \"true\"}"));
        vendor.on("DELETE", "/subscriptions/{id}");
        vendor.on("POST", "/refunds")
                .form(
                        form(
                                "",
                                "\"charge\": {\"pattern\": \"^(ch|py)_\"}, \"payment_intent\": {\"pattern\": \"^pi_\"}, \"reason\": {\"enum\": [\"duplicate\", \"fraudulent\", \"requested_by_customer\"]}"));
    }

    /// A form of Stripe, which knows these fields only.
    private static String form(String required, String properties) {
        var names = required.isEmpty() ? "" : "\"" + required.replace(", ", "\",\"") + "\"";
        return """
        {"type": "object", "required": [%s], "additionalProperties": false,
         "patternProperties": {"^metadata\\\\[[^\\\\[\\\\]]{1,40}\\\\]$": {"maxLength": 500}},
         "properties": {"amount": {"pattern": "^[1-9][0-9]*$"}, "currency": {"pattern": "^[a-z]{3}$"}, "description": {"minLength": 1}, %s}}
        """
                .formatted(names, properties);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    CreatePaymentIntent | "amount":"1099","currency":"EUR" | POST /v1/payment_intents amount=1099&currency=eur
                    CreatePaymentIntent | "amount":1099,"currency":"eur","customer_id":"cus_1","payment_method":"pm_1","confirm":"Yes","description":"D" | POST /v1/payment_intents amount=1099&currency=eur&customer=cus_1&payment_method=pm_1&confirm=true&description=D
                    CreatePaymentIntent | "amount":"1","currency":"usd","customer_id":"","payment_method":null,"confirm":"","description":"","metadata":"" | POST /v1/payment_intents amount=1&currency=usd
                    CreatePaymentIntent | "amount":"1","currency":"usd","metadata":"{\\"order\\":\\"7\\",\\"paid\\":true}" | POST /v1/payment_intents amount=1&currency=usd&metadata%5Border%5D=7&metadata%5Bpaid%5D=true
                    CreateCharge        | "amount":"5","currency":"usd","source":"tok_visa","metadata":{"n":1.50,"x":null} | POST /v1/charges amount=5&currency=usd&source=tok_visa&metadata%5Bn%5D=1.50
                    CreateSubscription  | "customer_id":"cus_1","price_id":"price_1" | POST /v1/subscriptions customer=cus_1&items%5B0%5D%5Bprice%5D=price_1&payment_behavior=default_incomplete
                    CreateSubscription  | "customer_id":"cus_1","price_id":"gold","payment_behavior":"allow_incomplete","default_payment_method":"pm_1" | POST /v1/subscriptions customer=cus_1&items%5B0%5D%5Bprice%5D=gold&payment_behavior=allow_incomplete&default_payment_method=pm_1
                    CancelSubscription  | "subscription_id":"sub_1" | DELETE /v1/subscriptions/sub_1
                    CancelSubscription  | "subscription_id":"sub_1/../x","cancel_at_period_end":"false" | DELETE /v1/subscriptions/sub_1%2F..%2Fx
                    CancelSubscription  | "subscription_id":"sub_1","cancel_at_period_end":"TRUE" | POST /v1/subscriptions/sub_1 cancel_at_period_end=true
                    IssueRefund         | "charge_id":"ch_1" | POST /v1/refunds charge=ch_1
                    IssueRefund         | "charge_id":"py_1","amount":"5","reason":"duplicate" | POST /v1/refunds charge=py_1&amount=5&reason=duplicate
                    IssueRefund         | "payment_intent_id":"pi_1","amount":7,"metadata":{"a b":"c"} | POST /v1/refunds payment_intent=pi_1&amount=7&metadata%5Ba%20b%5D=c
                    """)
    void stripeAcceptsTheRequests(String command, String more, String sent) {
        assertThat(stripe.sent(command, "{\"api_key\":\"sk_1\"," + more + "}"), is(sent));
    }

    @Test
    void theResultIsATextWithTheObjectOfStripe() {
        payments.responds(200, "{\"id\": \"pi_1\", \"status\": \"succeeded\"}");

        var done = stripe.run("CreatePaymentIntent", PAYMENT);

        assertThat(
                BundledFile.text(done), is("quoted {\"id\": \"pi_1\", \"status\": \"succeeded\"}"));
        assertThat(done.httpStatus().getAsInt(), is(200));
    }

    @Test
    void anEngineThatRepeatsTheTaskDoesNotPayTwice() {
        var first = key("CreatePaymentIntent", PAYMENT, "task-1");
        var repeated = key("CreatePaymentIntent", PAYMENT, "task-1");
        var other = key("CreatePaymentIntent", PAYMENT, "task-2");

        assertThat(repeated, is(first));
        assertThat(other, is(not(first)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CreatePaymentIntent | {\"api_key\":\"sk_1\",\"amount\":\"1\",\"currency\":\"eur\",\"idempotency_key\":\"mine\"}",
                "CancelSubscription  | {\"api_key\":\"sk_1\",\"subscription_id\":\"sub_1\",\"idempotency_key\":\"mine\"}",
            })
    void theKeyOfTheCallReplacesThatOfTheTask(String command, String arguments) {
        assertThat(key(command, arguments, "task-1"), is("mine"));
    }

    private String key(String command, String arguments, String task) {
        stripe.ofTask(task).run(command, arguments);
        return vendor.last().header("Idempotency-Key").orElseThrow();
    }

    @ParameterizedTest(name = "{0} {1} -> {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    401 | {"error":{"type":"invalid_request_error","message":"Invalid API Key"}} | StripeAuthError 401 Invalid API Key
                    402 | {"error":{"type":"card_error","message":"declined","decline_code":"lost_card"}} | StripeCardError 402 declined (lost_card)
                    400 | {"error":{"type":"invalid_request_error","code":"parameter_invalid_integer","message":"Invalid integer"}} | StripeValidationError 400 Invalid integer (parameter_invalid_integer)
                    404 | {"error":{"type":"invalid_request_error","code":"resource_missing","message":"No such customer"}} | StripeValidationError 404 No such customer (resource_missing)
                    429 | {"error":{"type":"rate_limit_error","message":"too many"}} | StripeRateLimitError 429 too many
                    409 | {"error":{"type":"idempotency_error","message":"key in use"}} | StripeAPIError 409 key in use
                    500 | {"error":{"type":"api_error","message":"oops"}} | StripeAPIError 500 oops
                    """)
    void failuresHaveTheCodesOfM8flowAndTheBodyOfStripe(int status, String body, String failure) {
        payments.responds(status, body);

        assertThat(stripe.failure("CreatePaymentIntent", PAYMENT), is(failure));
        assertThat(
                BundledFile.text(stripe.run("CreatePaymentIntent", PAYMENT)), is("quoted " + body));
    }

    @Test
    void aResponseThatIsNoJsonIsAnApiError() {
        payments.responds(
                new HttpResponse(
                        200,
                        List.of(new Header("Content-Type", "text/html")),
                        VendorApi.utf8("<p>hello")));

        assertThat(
                stripe.failure("CreatePaymentIntent", PAYMENT), startsWith("StripeAPIError 422 "));
    }

    @ParameterizedTest
    @CsvSource({
        "READ_TIMEOUT, StripeTimeout, 504",
        "CONNECT_TIMEOUT, StripeTimeout, 504",
        "CONNECTION_ERROR, StripeConnectionError, 502",
    })
    void failuresOfTheNetworkHaveTheCodesOfM8flow(ErrorCode failure, String code, int status) {
        vendor.failing(new ConnectorException(failure, "why"));

        var refused = stripe.refused("CreatePaymentIntent", PAYMENT);

        assertThat(refused.code(), is(code));
        assertThat(refused.httpStatus(), is(status));
        assertThat(
                stripe.spec("CreatePaymentIntent").errors(),
                hasItems("StripeTimeout", "StripeConnectionError", "StripeValidationError"));
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    CreatePaymentIntent | "amount":"0","currency":"eur"        | parameter 'amount' must
                    CreatePaymentIntent | "amount":10.5,"currency":"eur"       | parameter 'amount' must
                    CreatePaymentIntent | "amount":"1","currency":"euro"       | parameter 'currency' must
                    CreatePaymentIntent | "amount":"","currency":"eur"         | parameter 'amount' is required
                    CreatePaymentIntent | "amount":"1","currency":"eur","customer_id":"7" | parameter 'customer_id' must
                    CreatePaymentIntent | "amount":"1","currency":"eur","metadata":"no" | parameter 'metadata' must
                    CreatePaymentIntent | "amount":"1","currency":"eur","metadata":"[1]" | parameter 'metadata' must
                    CancelSubscription  | "subscription_id":"7"                | parameter 'subscription_id' must
                    IssueRefund         | "reason":"duplicate"                 | one of charge_id and payment_intent_id is required
                    IssueRefund         | "charge_id":""                       | one of charge_id and payment_intent_id is required
                    """)
    void wrongArgumentsAreRefusedBeforeAnythingIsSent(String command, String more, String message) {
        var refused = stripe.refused(command, "{\"api_key\":\"sk_1\"," + more + "}");

        assertThat(refused.code() + " " + refused.httpStatus(), is("StripeValidationError 400"));
        assertThat(refused.getMessage(), startsWith(message));
        assertThat(vendor.accepted().size(), is(0));
    }

    @Test
    void anUnknownWordForAFlagIsRefused() {
        assertThat(
                stripe.refusal(
                        "CancelSubscription",
                        "{\"api_key\":\"sk_1\",\"subscription_id\":\"sub_1\",\"cancel_at_period_end\":\"soon\"}"),
                startsWith("parameter 'cancel_at_period_end' must be one of true, false"));
    }

    @Test
    void theKeyIsASecretThatAConnectionReplaces() {
        var spec = stripe.spec("IssueRefund");

        assertThat(spec.details().connections().getFirst().credentials(), is(List.of("api_key")));
        assertThat(
                spec.parameters().stream()
                        .filter(parameter -> parameter.details().secret())
                        .findFirst()
                        .map(parameter -> parameter.id()),
                is(Optional.of("api_key")));
    }
}
