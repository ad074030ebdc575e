package dev.connectorproxy.declarative.bundled;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class XeroFileTest {
    private final VendorApi vendor =
            new VendorApi("https://api.xero.com/api.xro/2.0")
                    .header("Xero-Tenant-Id", "t1")
                    .header("Accept", "application/json");
    private final BundledFile xero = BundledFile.of("xero", vendor);

    XeroFileTest() {
        vendor.on("GET", "/Currencies").query("order", "Code");
        vendor.on("POST", "/Invoices")
                .query("summarizeErrors", "true")
                .query("unitdp", "[24]")
                .json(
                        """
                        {"type": "object", "required": ["Invoices"], "additionalProperties": false, "properties": {"Invoices": {"type": "array", "minItems": 1, "items": {"type": "object", "required": ["Type", "Contact", "LineItems"], "properties": {"Type": {"const": "ACCREC"}, "Contact": {"type": "object", "required": ["Name"]}, "LineItems": {"type": "array", "items": {"required": ["Description"]}}, "DueDate": {"type": "string"}, "Status": {"enum": ["DRAFT", "SUBMITTED", "AUTHORISED"]}, "Reference": {"type": "string"}, "CurrencyCode": {"type": "string"}}, "additionalProperties": false}}}}\
                        """);
        vendor.on("GET", "/Invoices/{i}");
        vendor.on("GET", "/Contacts").query("page", "1").query("searchTerm", ".+");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    ListCurrencies | {"tenant":"t1"} | GET /api.xro/2.0/Currencies?order=Code
                    SubmitInvoice  | {"tenant":"t1","contact_name":"C","lines":[{"Description":"W","UnitAmount":50.00}],"due_date":"2026-01-31"} | POST /api.xro/2.0/Invoices?summarizeErrors=true&unitdp=2 {"Invoices":[{"Type":"ACCREC","Contact":{"Name":"C"},"LineItems":[{"Description":"W","UnitAmount":50.00}],"DueDate":"2026-01-31","Status":"DRAFT"}]}
                    GetInvoice     | {"tenant":"t1","invoice":"INV-1"} | GET /api.xro/2.0/Invoices/INV-1
                    FindContacts   | {"tenant":"t1","term":"acme"} | GET /api.xro/2.0/Contacts?searchTerm=acme&page=1
                    """)
    void xeroAcceptsTheRequests(String command, String arguments, String sent) {
        assertThat(xero.sent(command, arguments), is(sent));
    }

    @Test
    void allPagesAreOneList() {
        vendor.on("GET", "/Invoices")
                .query("page", "[0-9]+")
                .query("pageSize", "100")
                .responds(200, "{\"Invoices\":[" + "1,".repeat(99) + "1]}")
                .responds(200, "{\"Invoices\":[2]}");

        var done = xero.run("ListInvoices", "{\"tenant\":\"t1\"}");

        assertThat(BundledFile.text(done), is("[" + "1,".repeat(100) + "2]"));
        assertThat(vendor.last().line(), is("GET /api.xro/2.0/Invoices?pageSize=100&page=2"));
    }

    @ParameterizedTest(name = "{0} {1} -> {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    401 | {"Title":"Unauthorized","Status":401,"Detail":"TokenExpired"} | XeroAuthError 401 TokenExpired
                    400 | {"Message":"A validation exception occurred","Elements":[{"ValidationErrors":[{"Message":"a"},{"Message":"b"}]}]} | XeroRequestFailed 400 a; b
                    400 | {"Message":"bad","Elements":[]} | XeroRequestFailed 400 bad
                    404 | {"Detail":"gone"} | XeroNotFoundError 404 gone
                    """)
    void failuresHaveTheReasonOfXero(int status, String body, String failure) {
        vendor.on("GET", "/Invoices")
                .query("page", "[0-9]+")
                .query("pageSize", "100")
                .responds(status, body);

        assertThat(xero.failure("ListInvoices", "{\"tenant\":\"t1\"}"), is(failure));
    }

    @Test
    void credentialsComeFromAConnection() {
        assertThat(
                xero.connectionTypes(),
                contains("oauth2-authorization-code", "oauth2-client-credentials", "bearer"));
    }
}
