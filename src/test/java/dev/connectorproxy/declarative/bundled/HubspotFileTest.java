package dev.connectorproxy.declarative.bundled;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HubspotFileTest {
    private final VendorApi vendor = new VendorApi("https://api.hubapi.com/crm/v3");
    private final BundledFile hubspot = BundledFile.of("hubspot", vendor);

    HubspotFileTest() {
        vendor.on("POST", "/objects/contacts")
                .json(
                        """
                        {"type": "object", "required": ["associations", "properties"], "properties": {"associations": {"type": "array"}, "properties": {"type": "object", "required": ["email"], "properties": {"email": {"type": "string"}, "firstname": {"type": "string"}, "lastname": {"type": "string"}, "phone": {"type": "string"}, "company": {"type": "string"}, "lifecyclestage": {"type": "string"}}, "additionalProperties": false}}, "additionalProperties": false}\
                        """);
        vendor.on("GET", "/objects/contacts/{email}")
                .query("idProperty", "email")
                .query("properties", "[a-z_,]+");
        vendor.on("PATCH", "/objects/contacts/{contact}")
                .json(
                        """
                        {"type": "object", "required": ["properties"], "properties": {"properties": {"type": "object", "required": [], "properties": {"phone": {"type": "string"}}, "additionalProperties": false}}, "additionalProperties": false}\
                        """);
        vendor.on("POST", "/objects/deals")
                .json(
                        """
                        {"type": "object", "required": ["associations", "properties"], "properties": {"associations": {"type": "array"}, "properties": {"type": "object", "required": ["dealname", "dealstage"], "properties": {"dealname": {"type": "string"}, "dealstage": {"type": "string"}, "pipeline": {"type": "string"}, "amount": {"type": "string"}, "closedate": {"type": "string"}}, "additionalProperties": false}}, "additionalProperties": false}\
                        """);
        vendor.on("PATCH", "/objects/deals/{deal}")
                .json(
                        """
                        {"type": "object", "required": ["properties"], "properties": {"properties": {"type": "object", "required": [], "properties": {"dealstage": {"type": "string"}}, "additionalProperties": false}}, "additionalProperties": false}\
                        """);
        vendor.on("POST", "/objects/tickets")
                .json(
                        """
                        {"type": "object", "required": ["associations", "properties"], "properties": {"associations": {"type": "array"}, "properties": {"type": "object", "required": ["hs_pipeline_stage"], "properties": {"subject": {"type": "string"}, "content": {"type": "string"}, "hs_pipeline": {"type": "string"}, "hs_pipeline_stage": {"type": "string"}, "hs_ticket_priority": {"type": "string"}}, "additionalProperties": false}}, "additionalProperties": false}\
                        """);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    CreateContact | {"email":"a@b.example","firstname":"A","phone":""} | POST /crm/v3/objects/contacts {"associations":[],"properties":{"email":"a@b.example","firstname":"A"}}
                    GetContact    | {"email":"a@b.example","properties":"email,phone"} | GET /crm/v3/objects/contacts/a%40b.example?properties=email%2Cphone&idProperty=email
                    UpdateContact | {"contact":"7","properties":{"phone":"1"}} | PATCH /crm/v3/objects/contacts/7 {"properties":{"phone":"1"}}
                    CreateDeal    | {"dealname":"D","dealstage":"s","amount":"1.50"} | POST /crm/v3/objects/deals {"associations":[],"properties":{"dealname":"D","dealstage":"s","pipeline":"default","amount":"1.50"}}
                    UpdateDeal    | {"deal":"7","properties":{"dealstage":"won"}} | PATCH /crm/v3/objects/deals/7 {"properties":{"dealstage":"won"}}
                    CreateTicket  | {"subject":"S","hs_pipeline_stage":"1"} | POST /crm/v3/objects/tickets {"associations":[],"properties":{"subject":"S","hs_pipeline_stage":"1","hs_pipeline":"0"}}
                    """)
    void hubSpotAcceptsTheRequests(String command, String arguments, String sent) {
        assertThat(hubspot.sent(command, arguments), is(sent));
    }

    @Test
    void allPagesAreOneList() {
        vendor.on("GET", "/objects/contacts")
                .query("limit", "100")
                .query("after", "[0-9]+")
                .responds(
                        200,
                        "{\"results\":[{\"id\":\"1\"},{\"id\":\"2\"}],\"paging\":{\"next\":{\"after\":\"3\"}}}")
                .responds(200, "{\"results\":[{\"id\":\"3\"}]}");

        var done = hubspot.run("ListContacts", "{}");

        assertThat(BundledFile.text(done), is("[{\"id\":\"1\"},{\"id\":\"2\"},{\"id\":\"3\"}]"));
        assertThat(vendor.last().line(), is("GET /crm/v3/objects/contacts?limit=100&after=3"));
    }

    @ParameterizedTest(name = "{0} {1} -> {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    401 | {"message":"expired","category":"EXPIRED_AUTHENTICATION"} | HubSpotAuthError 401 expired
                    409 | {"message":"Contact already exists","category":"CONFLICT"} | HubSpotConflict 409 Contact already exists
                    429 | {"message":"limit","category":"RATE_LIMITS"} | HubSpotRateLimited 429 limit
                    400 | {"message":"Property values were not valid","status":"error"} | HubSpotRequestFailed 400 Property values were not valid
                    """)
    void failuresHaveTheReasonOfHubSpot(int status, String body, String failure) {
        vendor.on("GET", "/objects/contacts").query("limit", "100").responds(status, body);

        assertThat(hubspot.failure("ListContacts", "{}"), is(failure));
    }

    @Test
    void credentialsComeFromAConnection() {
        assertThat(hubspot.connectionTypes(), contains("bearer"));
    }
}
