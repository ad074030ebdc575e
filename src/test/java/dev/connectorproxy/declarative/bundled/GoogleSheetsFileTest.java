package dev.connectorproxy.declarative.bundled;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoogleSheetsFileTest {
    private final VendorApi vendor = new VendorApi("https://sheets.googleapis.com/v4");
    private final BundledFile googlesheets = BundledFile.of("google_sheets", vendor);

    GoogleSheetsFileTest() {
        vendor.on("GET", "/spreadsheets/{s}/values/{r}").query("valueRenderOption", "[A-Z_]+");
        vendor.on("POST", "/spreadsheets/{s}/values/{r}:append")
                .requiredQuery("valueInputOption", "USER_ENTERED|RAW")
                .json(
                        """
                        {"type": "object", "required": ["values"], "properties": {"values": {"type": "array", "items": {"type": "array"}}}, "additionalProperties": false}\
                        """);
        vendor.on("PUT", "/spreadsheets/{s}/values/{r}")
                .requiredQuery("valueInputOption", "USER_ENTERED|RAW")
                .json(
                        """
                        {"type": "object", "required": ["values"], "properties": {"values": {"type": "array", "items": {"type": "array"}}}, "additionalProperties": false}\
                        """);
        vendor.on("POST", "/spreadsheets/{s}/values/{r}:clear");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    ReadRange   | {"spreadsheet":"s1","range":"Sheet1!A1:B2","render":"FORMULA"} | GET /v4/spreadsheets/s1/values/Sheet1%21A1%3AB2?valueRenderOption=FORMULA
                    AppendRows  | {"spreadsheet":"s1","range":"A1","values":[["a",1]]} | POST /v4/spreadsheets/s1/values/A1:append?valueInputOption=USER_ENTERED {"values":[["a",1]]}
                    UpdateRange | {"spreadsheet":"s1","range":"A1","values":[["a",1]],"input":"RAW"} | PUT /v4/spreadsheets/s1/values/A1?valueInputOption=RAW {"values":[["a",1]]}
                    ClearRange  | {"spreadsheet":"s1","range":"A1"} | POST /v4/spreadsheets/s1/values/A1:clear
                    """)
    void googleAcceptsTheRequests(String command, String arguments, String sent) {
        assertThat(googlesheets.sent(command, arguments), is(sent));
    }

    @ParameterizedTest(name = "{0} {1} -> {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    403 | {"error":{"code":403,"message":"The caller does not have permission","status":"PERMISSION_DENIED"}} | GoogleAuthError 403 The caller does not have permission
                    429 | {"error":{"code":429,"message":"Quota exceeded","status":"RESOURCE_EXHAUSTED"}} | GoogleRateLimited 429 Quota exceeded
                    400 | {"error":{"code":400,"message":"Unable to parse range","status":"INVALID_ARGUMENT"}} | GoogleRequestFailed 400 Unable to parse range
                    """)
    void failuresHaveTheReasonOfGoogle(int status, String body, String failure) {
        vendor.on("GET", "/spreadsheets/{s}").query("fields", ".+").responds(status, body);

        assertThat(googlesheets.failure("GetSpreadsheet", "{\"spreadsheet\":\"s1\"}"), is(failure));
    }

    @Test
    void credentialsComeFromAConnection() {
        assertThat(googlesheets.connectionTypes(), contains("oauth2-authorization-code", "bearer"));
    }
}
