package dev.connectorproxy.declarative.bundled;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StripeFileTest {
    private final VendorApi vendor = new VendorApi("https://api.stripe.com/v1");
    private final BundledFile stripe = BundledFile.of("stripe", vendor);

    StripeFileTest() {
        vendor.on("POST", "/customers")
                .form(
                        """
                        {"type": "object", "required": [], "properties": {"email": {"type": "string"}, "name": {"type": "string"}, "phone": {"type": "string"}, "description": {"type": "string"}}, "additionalProperties": false}\
                        """);
        vendor.on("GET", "/customers/{c}");
        vendor.on("POST", "/checkout/sessions")
                .form(
                        """
                        {"type": "object", "required": ["line_items[0][price]", "mode", "success_url"], "properties": {"line_items[0][price]": {"pattern": "^price_"}, "line_items[0][quantity]": {"pattern": "^[1-9][0-9]*$"}, "mode": {"enum": ["payment", "subscription"]}, "success_url": {"type": "string"}, "cancel_url": {"type": "string"}, "customer": {"type": "string"}, "client_reference_id": {"type": "string"}}, "additionalProperties": false}\
                        """);
        vendor.on("GET", "/payment_intents/{p}");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    CreateCustomer | {"email":"a@b.example","name":"A B","phone":""} | POST /v1/customers email=a%40b.example&name=A+B
                    GetCustomer    | {"customer":"cus_1"} | GET /v1/customers/cus_1
                    CreateCheckoutSession | {"price":"price_1","success_url":"https://x.example"} | POST /v1/checkout/sessions line_items%5B0%5D%5Bprice%5D=price_1&success_url=https%3A%2F%2Fx.example&line_items%5B0%5D%5Bquantity%5D=1&mode=payment
                    GetPaymentIntent | {"payment_intent":"pi_1"} | GET /v1/payment_intents/pi_1
                    """)
    void stripeAcceptsTheRequests(String command, String arguments, String sent) {
        assertThat(stripe.sent(command, arguments), is(sent));
    }

    @Test
    void allPagesAreOneList() {
        vendor.on("GET", "/customers")
                .query("limit", "100")
                .query("starting_after", "cus_2")
                .responds(
                        200, "{\"data\":[{\"id\":\"cus_1\"},{\"id\":\"cus_2\"}],\"has_more\":true}")
                .responds(200, "{\"data\":[{\"id\":\"cus_3\"}],\"has_more\":false}");

        var done = stripe.run("ListCustomers", "{}");

        assertThat(
                BundledFile.text(done),
                is("[{\"id\":\"cus_1\"},{\"id\":\"cus_2\"},{\"id\":\"cus_3\"}]"));
        assertThat(vendor.last().line(), is("GET /v1/customers?limit=100&starting_after=cus_2"));
    }

    @Test
    void aCreationHasAnIdempotencyKey() {
        stripe.run("CreateCustomer", "{\"name\":\"A\"}");

        assertThat(vendor.last().header("Idempotency-Key").isPresent(), is(true));
    }

    @ParameterizedTest(name = "{0} {1} -> {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    401 | {"error":{"type":"invalid_request_error","message":"Invalid API Key"}} | StripeAuthError 401 Invalid API Key
                    402 | {"error":{"type":"card_error","message":"declined","decline_code":"lost_card"}} | StripeCardError 402 declined (lost_card)
                    429 | {"error":{"type":"rate_limit_error","message":"too many"}} | StripeRateLimitError 429 too many
                    404 | {"error":{"type":"invalid_request_error","code":"resource_missing","message":"No such customer"}} | StripeValidationError 404 No such customer (resource_missing)
                    500 | {"error":{"type":"api_error","message":"oops"}} | StripeAPIError 500 oops
                    """)
    void failuresHaveTheReasonOfStripe(int status, String body, String failure) {
        vendor.on("GET", "/customers").query("limit", "100").responds(status, body);

        assertThat(stripe.failure("ListCustomers", "{}"), is(failure));
    }

    @Test
    void credentialsComeFromAConnection() {
        assertThat(stripe.connectionTypes(), contains("bearer"));
    }
}
