package dev.connectorproxy.declarative.bundled;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import dev.connectorproxy.spi.HttpRequest.Header;
import dev.connectorproxy.spi.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServicenowFileTest {
    private final VendorApi vendor = new VendorApi("https://dev1.service-now.com/api/now");
    private final BundledFile servicenow =
            BundledFile.of("servicenow", vendor).connection("instance", "dev1");

    ServicenowFileTest() {
        vendor.on("POST", "/table/incident")
                .json(
                        """
                        {"type": "object", "required": ["short_description"], "properties": {"short_description": {"type": "string"}, "description": {"type": "string"}, "caller_id": {"type": "string"}, "urgency": {"type": "string"}, "impact": {"type": "string"}, "category": {"type": "string"}, "assignment_group": {"type": "string"}}, "additionalProperties": false}\
                        """);
        vendor.on("POST", "/table/{table}")
                .json(
                        """
                        {"type":"object"}\
                        """);
        vendor.on("GET", "/table/{table}/{record}").query("sysparm_fields", "[a-z_,]+");
        vendor.on("GET", "/table/incident")
                .query("sysparm_query", ".+")
                .query("sysparm_limit", "100")
                .responds(200, "{\"result\":[]}");
        vendor.on("PATCH", "/table/{table}/{record}")
                .json(
                        """
                        {"type":"object"}\
                        """);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    CreateIncident | {"short_description":"S","urgency":"1","impact":""} | POST /api/now/table/incident {"short_description":"S","urgency":"1"}
                    CreateRecord   | {"table":"sc_request","body":{"u_x":"1"}} | POST /api/now/table/sc_request {"u_x":"1"}
                    GetRecord      | {"table":"incident","record":"9d3","fields":"number,state"} | GET /api/now/table/incident/9d3?sysparm_fields=number%2Cstate
                    UpdateRecord   | {"table":"incident","record":"9d3","body":{"state":"6"}} | PATCH /api/now/table/incident/9d3 {"state":"6"}
                    ListRecords    | {"table":"incident","query":"active=true"} | GET /api/now/table/incident?sysparm_query=active%3Dtrue&sysparm_limit=100
                    """)
    void serviceNowAcceptsTheRequests(String command, String arguments, String sent) {
        assertThat(servicenow.sent(command, arguments), is(sent));
    }

    @Test
    void allPagesAreOneList() {
        var json = VendorRoute.json(200, "{\"result\":[{\"n\":1}]}");
        var link =
                new Header(
                        "Link",
                        "<https://dev1.service-now.com/api/now/table/cmdb?sysparm_limit=100&sysparm_offset=100>;rel=\"next\"");
        vendor.on("GET", "/table/cmdb")
                .query("sysparm_limit", "100")
                .query("sysparm_offset", "100")
                .responds(
                        new HttpResponse(
                                200, List.of(json.headers().getFirst(), link), json.body()))
                .responds(200, "{\"result\":[{\"n\":2}]}");

        var done = servicenow.run("ListRecords", "{\"table\":\"cmdb\"}");

        assertThat(BundledFile.text(done), is("[{\"n\":1},{\"n\":2}]"));
    }

    @ParameterizedTest(name = "{0} {1} -> {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    401 | {"error":{"message":"User Not Authenticated","detail":"Required to provide Auth information"},"status":"failure"} | ServiceNowAuthError 401 User Not Authenticated: Required to provide Auth information
                    404 | {"error":{"message":"No Record found","detail":"Record doesn't exist"}} | ServiceNowNotFoundError 404 No Record found: Record doesn't exist
                    429 | {"error":{"message":"Rate limit"}} | ServiceNowRateLimited 429 Rate limit
                    400 | {"error":{"message":"Invalid table x","detail":null}} | ServiceNowRequestFailed 400 Invalid table x
                    """)
    void failuresHaveTheReasonOfServiceNow(int status, String body, String failure) {
        vendor.on("GET", "/table/{table}").query("sysparm_limit", "100").responds(status, body);

        assertThat(servicenow.failure("ListRecords", "{\"table\":\"x\"}"), is(failure));
    }

    @Test
    void credentialsComeFromAConnection() {
        assertThat(
                servicenow.connectionTypes(),
                contains("basic", "bearer", "oauth2-client-credentials"));
    }
}
