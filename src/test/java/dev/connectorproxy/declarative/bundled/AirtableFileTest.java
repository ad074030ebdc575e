package dev.connectorproxy.declarative.bundled;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AirtableFileTest {
    private final VendorApi vendor = new VendorApi("https://api.airtable.com/v0");
    private final BundledFile airtable = BundledFile.of("airtable", vendor);

    AirtableFileTest() {
        vendor.on("GET", "/{base}/{table}/{record}");
        vendor.on("POST", "/{base}/{table}")
                .json(
                        """
                        {"type": "object", "required": ["fields"], "properties": {"fields": {"type": "object"}, "typecast": {"type": "boolean"}}, "additionalProperties": false}\
                        """);
        vendor.on("PATCH", "/{base}/{table}/{record}")
                .json(
                        """
                        {"type": "object", "required": ["fields"], "properties": {"fields": {"type": "object"}, "typecast": {"type": "boolean"}}, "additionalProperties": false}\
                        """);
        vendor.on("DELETE", "/{base}/{table}/{record}");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    GetRecord    | {"base":"app1","table":"My Tasks","record":"rec1"} | GET /v0/app1/My%20Tasks/rec1
                    CreateRecord | {"base":"app1","table":"T","fields":{"Name":"N"},"typecast":true} | POST /v0/app1/T {"fields":{"Name":"N"},"typecast":true}
                    UpdateRecord | {"base":"app1","table":"T","record":"rec1","fields":{"Name":"N"}} | PATCH /v0/app1/T/rec1 {"fields":{"Name":"N"}}
                    DeleteRecord | {"base":"app1","table":"T","record":"rec1"} | DELETE /v0/app1/T/rec1
                    """)
    void airtableAcceptsTheRequests(String command, String arguments, String sent) {
        assertThat(airtable.sent(command, arguments), is(sent));
    }

    @Test
    void allPagesAreOneList() {
        vendor.on("GET", "/{base}/{table}")
                .query("pageSize", "100")
                .query("view", "V")
                .query("offset", "itr/rec")
                .responds(200, "{\"records\":[{\"id\":\"1\"}],\"offset\":\"itr/rec\"}")
                .responds(200, "{\"records\":[{\"id\":\"2\"}]}");

        var done =
                airtable.run(
                        "ListRecords",
                        "{\"base\":\"app1\",\"table\":\"T\",\"view\":\"V\",\"filter\":\"\"}");

        assertThat(BundledFile.text(done), is("[{\"id\":\"1\"},{\"id\":\"2\"}]"));
        assertThat(vendor.last().line(), is("GET /v0/app1/T?view=V&pageSize=100&offset=itr%2Frec"));
    }

    @ParameterizedTest(name = "{0} {1} -> {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    401 | {"error":{"type":"AUTHENTICATION_REQUIRED","message":"Authentication required"}} | AirtableAuthError 401 Authentication required
                    404 | {"error":"NOT_FOUND"} | AirtableNotFoundError 404 NOT_FOUND
                    422 | {"error":{"type":"INVALID_VALUE"}} | AirtableRequestFailed 422 INVALID_VALUE
                    429 | {"error":"RATE_LIMIT_REACHED"} | AirtableRateLimited 429 RATE_LIMIT_REACHED
                    """)
    void failuresHaveTheReasonOfAirtable(int status, String body, String failure) {
        vendor.on("GET", "/{base}/{table}").query("pageSize", "100").responds(status, body);

        assertThat(
                airtable.failure("ListRecords", "{\"base\":\"app1\",\"table\":\"T\"}"),
                is(failure));
    }

    @Test
    void credentialsComeFromAConnection() {
        assertThat(airtable.connectionTypes(), contains("bearer"));
    }
}
