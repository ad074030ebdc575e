package dev.connectorproxy.declarative.bundled;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SalesforceFileTest {
    private final VendorApi vendor =
            new VendorApi("https://acme.my.salesforce.com/services/data/v58.0");
    private final BundledFile salesforce =
            BundledFile.of("salesforce", vendor).connection("domain", "acme");

    SalesforceFileTest() {
        vendor.on("POST", "/sobjects/{o}")
                .json(
                        """
                        {"type":"object"}\
                        """);
        vendor.on("GET", "/sobjects/{o}/{id}").query("fields", "[A-Za-z_,]+");
        vendor.on("PATCH", "/sobjects/{o}/{id}")
                .json(
                        """
                        {"type":"object","properties":{"Id":false}}\
                        """);
        vendor.on("PATCH", "/sobjects/{o}/{field}/{id}")
                .json(
                        """
                        {"type":"object"}\
                        """);
        vendor.on("DELETE", "/sobjects/{o}/{id}");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    CreateRecord | {"object":"Lead","body":{"LastName":"L","Company":"C","Size__c":5}} | POST /services/data/v58.0/sobjects/Lead {"LastName":"L","Company":"C","Size__c":5}
                    GetRecord    | {"object":"Lead","record_id":"00Q/1","fields":"Id,Name"} | GET /services/data/v58.0/sobjects/Lead/00Q%2F1?fields=Id%2CName
                    UpdateRecord | {"object":"Lead","record_id":"00Q","body":{"Phone":null}} | PATCH /services/data/v58.0/sobjects/Lead/00Q {"Phone":null}
                    UpsertRecord | {"object":"Contact","id_field":"Customer__c","external_id":"7","body":{"LastName":"L"}} | PATCH /services/data/v58.0/sobjects/Contact/Customer__c/7 {"LastName":"L"}
                    DeleteRecord | {"object":"Lead","record_id":"00Q"} | DELETE /services/data/v58.0/sobjects/Lead/00Q
                    """)
    void salesforceAcceptsTheRequests(String command, String arguments, String sent) {
        assertThat(salesforce.sent(command, arguments), is(sent));
    }

    @Test
    void allPagesOfAQueryAreOneList() {
        vendor.on("GET", "/query")
                .query("q", "SELECT .+")
                .responds(
                        200,
                        "{\"records\":[{\"Id\":1}],\"nextRecordsUrl\":\"/services/data/v58.0/query/01g-2000\"}");
        vendor.on("GET", "/query/01g-2000")
                .responds(200, "{\"records\":[{\"Id\":2}],\"done\":true}");

        var done = salesforce.run("Query", "{\"query\":\"SELECT Id FROM Lead\"}");

        assertThat(BundledFile.text(done), is("[{\"Id\":1},{\"Id\":2}]"));
    }

    @ParameterizedTest(name = "{0} {1} -> {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    401 | [{"message":"Session expired or invalid","errorCode":"INVALID_SESSION_ID"}] | SalesforceAuthError 401 INVALID_SESSION_ID: Session expired or invalid
                    403 | [{"message":"TotalRequests Limit exceeded.","errorCode":"REQUEST_LIMIT_EXCEEDED"}] | SalesforceRateLimited 429 REQUEST_LIMIT_EXCEEDED: TotalRequests Limit exceeded.
                    403 | [{"message":"no access","errorCode":"INSUFFICIENT_ACCESS"}] | SalesforcePermissionError 403 INSUFFICIENT_ACCESS: no access
                    400 | [{"message":"a","errorCode":"X"},{"message":"b","errorCode":"Y"}] | SalesforceValidationError 400 X: a; Y: b
                    404 | [{"message":"not found","errorCode":"NOT_FOUND"}] | SalesforceApiError 404 NOT_FOUND: not found
                    """)
    void failuresHaveTheReasonOfSalesforce(int status, String body, String failure) {
        vendor.on("GET", "/query").query("q", "SELECT .+").responds(status, body);

        assertThat(salesforce.failure("Query", "{\"query\":\"SELECT Id FROM Lead\"}"), is(failure));
    }

    @Test
    void credentialsComeFromAConnection() {
        assertThat(
                salesforce.connectionTypes(),
                contains("oauth2-client-credentials", "oauth2-authorization-code", "bearer"));
    }
}
