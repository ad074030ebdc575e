package dev.connectorproxy.declarative.bundled;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The calls of m8flow's diagrams, and what Salesforce does with them.
class SalesforceM8flowTest {
    private static final String TEXT = "{\"type\":[\"string\",\"null\"]}";
    private static final String EXPIRED =
            "[{\"message\":\"Session expired or invalid\",\"errorCode\":\"INVALID_SESSION_ID\"}]";
    private static final String ACCESS =
            "\"access_token\":\"00D\",\"instance_url\":\"https://acme.my.salesforce.com\"";
    private static final String REFRESH =
            ACCESS + ",\"refresh_token\":\"r\",\"client_id\":\"i\",\"client_secret\":\"s\"";

    private final VendorApi login = new VendorApi("https://login.salesforce.com/services/oauth2");
    private final VendorApi vendor =
            new VendorApi("https://acme.my.salesforce.com/services/data/v58.0").beside(login);
    private final BundledFile salesforce = BundledFile.of("salesforce", vendor).withoutConnection();
    private final VendorRoute lead = vendor.on("GET", "/sobjects/Lead/{id}");

    SalesforceM8flowTest() {
        vendor.on("POST", "/sobjects/Lead")
                .json(record("[\"LastName\",\"Company\"]"))
                .responds(201, "{\"id\":\"00Q\",\"success\":true,\"errors\":[]}");
        vendor.on("POST", "/sobjects/Contact").json(record("[\"LastName\"]"));
        vendor.on("GET", "/sobjects/Contact/{id}");
        for (var object : List.of("Lead", "Contact")) {
            vendor.on("PATCH", "/sobjects/" + object + "/{id}").json(record("[]"));
            vendor.on("DELETE", "/sobjects/" + object + "/{id}");
        }
    }

    /// Numbers where Salesforce has numbers, and texts where it has texts.
    private static String record(String required) {
        return """
        {"type":"object","required":%s,"properties":{"NumberOfEmployees":{"type":"integer"},"AnnualRevenue":{"type":"number"},
         "LastName":%2$s,"Company":%2$s,"Phone":%2$s,"PostalCode":%2$s,"Id":false}}
        """
                .formatted(required, TEXT);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    CreateLead    | "fields":{"LastName":"L","Company":"C"} | POST /services/data/v58.0/sobjects/Lead {"LastName":"L","Company":"C"}
                    CreateLead    | "fields":"{\\"LastName\\":\\"L\\",\\"Company\\":\\"C\\",\\"NumberOfEmployees\\":\\"12\\"}" | POST /services/data/v58.0/sobjects/Lead {"LastName":"L","Company":"C","NumberOfEmployees":12}
                    CreateLead    | "fields":{"LastName":"L","Company":"C","Phone":"","PostalCode":1234,"AnnualRevenue":"1.5","NumberOfEmployees":3,"Size__c":7,"Vip__c":true} | POST /services/data/v58.0/sobjects/Lead {"LastName":"L","Company":"C","PostalCode":"1234","AnnualRevenue":1.5,"NumberOfEmployees":3,"Size__c":7,"Vip__c":true}
                    CreateContact | "fields":{"LastName":"L"},"refresh_token":"" | POST /services/data/v58.0/sobjects/Contact {"LastName":"L"}
                    ReadLead      | "record_id":"00Q/../x"                  | GET /services/data/v58.0/sobjects/Lead/00Q%2F..%2Fx
                    ReadContact   | "record_id":"003"                       | GET /services/data/v58.0/sobjects/Contact/003
                    UpdateLead    | "record_id":"00Q","fields":{"Phone":"1"} | PATCH /services/data/v58.0/sobjects/Lead/00Q {"Phone":"1"}
                    UpdateLead    | "record_id":"00Q","fields":{"Phone":null,"Title":"T"} | PATCH /services/data/v58.0/sobjects/Lead/00Q {"Phone":null,"Title":"T"}
                    UpdateContact | "record_id":"003","fields":{"Phone":""} | PATCH /services/data/v58.0/sobjects/Contact/003 {}
                    DeleteLead    | "record_id":"00Q"                       | DELETE /services/data/v58.0/sobjects/Lead/00Q
                    DeleteContact | "record_id":"003"                       | DELETE /services/data/v58.0/sobjects/Contact/003
                    """)
    void salesforceAcceptsTheRequests(String command, String more, String sent) {
        assertThat(salesforce.sent(command, "{" + ACCESS + "," + more + "}"), is(sent));
        assertThat(vendor.last().header("Authorization"), is(Optional.of("Bearer 00D")));
    }

    @Test
    void theResultIsATextWithTheJsonOfSalesforce() {
        var done =
                salesforce.run(
                        "CreateLead",
                        "{" + ACCESS + ",\"fields\":{\"LastName\":\"L\",\"Company\":\"C\"}}");

        assertThat(
                BundledFile.text(done),
                is("quoted {\"id\":\"00Q\",\"success\":true,\"errors\":[]}"));
        assertThat(done.httpStatus().getAsInt(), is(201));
    }

    @ParameterizedTest
    @CsvSource({
        "https://acme.my.salesforce.com, login",
        "https://acme--dev.sandbox.my.salesforce.com, test"
    })
    void anExpiredTokenIsRenewedAndTheRequestSentOnceMore(String instance, String host) {
        var endpoint = new VendorApi("https://" + host + ".salesforce.com/services/oauth2");
        endpoint.on("POST", "/token")
                .form(
                        """
                        {"properties": {"grant_type": {"const": "refresh_token"}}, "required": ["refresh_token", "client_id", "client_secret"]}\
                        """)
                .responds(200, "{\"access_token\":\"new\",\"instance_url\":\"" + instance + "\"}");
        var organization = new VendorApi(instance + "/services/data/v58.0").beside(endpoint);
        organization
                .on("GET", "/sobjects/Lead/{id}")
                .responds(401, EXPIRED)
                .responds(200, "{\"Id\":\"00Q\"}");

        var done =
                BundledFile.of("salesforce", organization)
                        .withoutConnection()
                        .run(
                                "ReadLead",
                                "{"
                                        + REFRESH.replace(
                                                "https://acme.my.salesforce.com", instance)
                                        + ",\"record_id\":\"00Q\"}");

        assertThat(BundledFile.text(done), is("quoted {\"Id\":\"00Q\"}"));
        assertThat(endpoint.accepted().size(), is(1));
        assertThat(organization.last().header("Authorization"), is(Optional.of("Bearer new")));
    }

    @Test
    void ifTheRefreshFailsTheFirstFailureIsTheResult() {
        lead.responds(401, EXPIRED);
        login.on("POST", "/token").form("{}").responds(400, "{\"error\":\"invalid_grant\"}");

        var failure = salesforce.failure("ReadLead", "{" + REFRESH + ",\"record_id\":\"00Q\"}");

        assertThat(
                failure,
                is("SalesforceAuthError 401 INVALID_SESSION_ID: Session expired or invalid"));
        assertThat(login.accepted().size(), is(1));
        assertThat(vendor.accepted().size(), is(1));
    }

    @ParameterizedTest(name = "{0} {1} -> {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    401 | [{"message":"expired","errorCode":"INVALID_SESSION_ID"}] | SalesforceAuthError 401 INVALID_SESSION_ID: expired
                    403 | [{"message":"no access","errorCode":"INSUFFICIENT_ACCESS"}] | SalesforcePermissionError 403 INSUFFICIENT_ACCESS: no access
                    403 | [{"message":"too many","errorCode":"REQUEST_LIMIT_EXCEEDED"}] | SalesforceRateLimited 429 REQUEST_LIMIT_EXCEEDED: too many
                    400 | [{"message":"a","errorCode":"X"},{"message":"b","errorCode":"Y"}] | SalesforceValidationError 400 X: a; Y: b
                    404 | [{"message":"gone","errorCode":"NOT_FOUND"}] | SalesforceApiError 404 NOT_FOUND: gone
                    503 | [{"message":"later","errorCode":"SERVER_UNAVAILABLE"}] | SalesforceApiError 503 SERVER_UNAVAILABLE: later
                    """)
    void failuresHaveTheCodesOfM8flowAndTheBodyOfSalesforce(
            int status, String body, String failure) {
        lead.responds(status, body);
        var arguments = "{" + ACCESS + ",\"record_id\":\"00Q\"}";

        assertThat(salesforce.failure("ReadLead", arguments), is(failure));
        assertThat(BundledFile.text(salesforce.run("ReadLead", arguments)), is("quoted " + body));
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    CreateLead    | "fields":{"LastName":"L"}                   | parameter 'fields' must
                    CreateLead    | "fields":{"LastName":"","Company":"C"}      | parameter 'fields' must
                    CreateLead    | "fields":"no JSON"                          | parameter 'fields' must
                    CreateLead    | "fields":{"LastName":"L","Company":"C","NumberOfEmployees":"many"} | parameter 'fields' must
                    CreateContact | "fields":{"FirstName":"F"}                  | parameter 'fields' must
                    UpdateLead    | "record_id":"00Q","fields":{}               | parameter 'fields' must
                    UpdateLead    | "record_id":"","fields":{"Phone":"1"}       | parameter 'record_id' is required
                    """)
    void wrongArgumentsAreRefusedBeforeAnythingIsSent(String command, String more, String message) {
        var refused = salesforce.refused(command, "{" + ACCESS + "," + more + "}");

        assertThat(
                refused.code() + " " + refused.httpStatus(), is("SalesforceValidationError 400"));
        assertThat(refused.getMessage(), startsWith(message));
        assertThat(vendor.accepted().size(), is(0));
    }

    @Test
    void aConnectionReplacesAllCredentials() {
        var uses = salesforce.spec("UpdateContact").details().connections();

        assertThat(uses.size(), is(3));
        for (var use : uses) {
            assertThat(
                    use.credentials(),
                    is(List.of("access_token", "refresh_token", "client_id", "client_secret")));
            assertThat(use.parameters().get("instance_url"), is("instance_url"));
        }
    }
}
