package dev.connectorproxy.declarative.bundled;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ZendeskFileTest {
    private final VendorApi vendor = new VendorApi("https://acme.zendesk.com/api/v2");
    private final BundledFile zendesk =
            BundledFile.of("zendesk", vendor).connection("subdomain", "acme");

    ZendeskFileTest() {
        vendor.on("POST", "/tickets")
                .json(
                        """
                        {"type": "object", "required": ["ticket"], "properties": {"ticket": {"type": "object", "required": ["comment"], "additionalProperties": false, "properties": {"subject": {"type": "string"}, "comment": {"required": ["body"]}, "requester": {"required": ["email"]}, "priority": {"enum": ["low", "normal", "high", "urgent"]}, "type": {"type": "string"}, "tags": {"type": "array"}}}}, "additionalProperties": false}\
                        """);
        vendor.on("GET", "/tickets/{ticket}");
        vendor.on("PUT", "/tickets/{ticket}")
                .json(
                        """
                        {"type": "object", "required": ["ticket"], "properties": {"ticket": {"type": "object", "minProperties": 1, "properties": {"assignee_id": {"type": "integer"}, "comment": {"required": ["body"], "properties": {"public": {"type": "boolean"}}}}}}, "additionalProperties": false}\
                        """);
        vendor.on("GET", "/search").query("query", ".+").query("sort_by", "[a-z_]+");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    CreateTicket  | {"subject":"S","text":"T","requester_email":"a@b.example","tags":["x"],"priority":""} | POST /api/v2/tickets {"ticket":{"subject":"S","comment":{"body":"T"},"requester":{"email":"a@b.example"},"tags":["x"]}}
                    GetTicket     | {"ticket":"7"} | GET /api/v2/tickets/7
                    UpdateTicket  | {"ticket":7,"status":"solved","assignee_id":"3"} | PUT /api/v2/tickets/7 {"ticket":{"status":"solved","assignee_id":3}}
                    AddComment    | {"ticket":7,"text":"T","public":"false"} | PUT /api/v2/tickets/7 {"ticket":{"comment":{"body":"T","public":false}}}
                    SearchTickets | {"query":"type:ticket"} | GET /api/v2/search?query=type%3Aticket
                    """)
    void zendeskAcceptsTheRequests(String command, String arguments, String sent) {
        assertThat(zendesk.sent(command, arguments), is(sent));
    }

    @Test
    void allPagesAreOneList() {
        vendor.on("GET", "/tickets")
                .query("page[size]", "100")
                .query("page[after]", "[a-z]+")
                .responds(
                        200,
                        "{\"tickets\":[{\"id\":1}],\"meta\":{\"has_more\":true},\"links\":{\"next\":\"https://acme.zendesk.com/api/v2/tickets?page%5Bsize%5D=100&page%5Bafter%5D=xyz\"}}")
                .responds(
                        200,
                        "{\"tickets\":[{\"id\":2}],\"meta\":{\"has_more\":false},\"links\":{\"next\":\"https://acme.zendesk.com/api/v2/tickets?page%5Bafter%5D=end\"}}");

        var done = zendesk.run("ListTickets", "{}");

        assertThat(BundledFile.text(done), is("[{\"id\":1},{\"id\":2}]"));
        assertThat(
                vendor.last().line(),
                is("GET /api/v2/tickets?page%5Bsize%5D=100&page%5Bafter%5D=xyz"));
    }

    @Test
    void aNewTicketHasAnIdempotencyKey() {
        zendesk.run("CreateTicket", "{\"subject\":\"S\",\"text\":\"T\"}");

        assertThat(vendor.last().header("Idempotency-Key").isPresent(), is(true));
    }

    @ParameterizedTest(name = "{0} {1} -> {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    401 | {"error":"Couldn't authenticate you"} | ZendeskAuthError 401 Couldn't authenticate you
                    422 | {"error":"RecordInvalid","description":"Record validation errors"} | ZendeskRequestFailed 422 RecordInvalid: Record validation errors
                    403 | {"error":{"title":"Forbidden","message":"You do not have access"}} | ZendeskAuthError 403 You do not have access
                    429 | {"error":"TooManyRequests"} | ZendeskRateLimited 429 TooManyRequests
                    """)
    void failuresHaveTheReasonOfZendesk(int status, String body, String failure) {
        vendor.on("GET", "/tickets").query("page[size]", "100").responds(status, body);

        assertThat(zendesk.failure("ListTickets", "{}"), is(failure));
    }

    @Test
    void credentialsComeFromAConnection() {
        assertThat(zendesk.connectionTypes(), contains("basic", "bearer"));
    }
}
