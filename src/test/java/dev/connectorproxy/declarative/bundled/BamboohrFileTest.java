package dev.connectorproxy.declarative.bundled;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BamboohrFileTest {
    private final VendorApi vendor =
            new VendorApi("https://api.bamboohr.com/api/gateway.php/acme/v1");
    private final BundledFile bamboohr =
            BundledFile.of("bamboohr", vendor).connection("subdomain", "acme");

    BamboohrFileTest() {
        vendor.on("GET", "/employees/{id}")
                .query("fields", "[A-Za-z,]+")
                .query("onlyCurrent", "true|false");
        vendor.on("GET", "/employees/directory");
        vendor.on("POST", "/employees/{id}")
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
                    GetEmployeeInfo | {"employee_id":"7","fields":"firstName,lastName"} | GET /api/gateway.php/acme/v1/employees/7?fields=firstName%2ClastName&onlyCurrent=true
                    GetPayRate      | {"employee_id":"7"} | GET /api/gateway.php/acme/v1/employees/7?fields=payRate&onlyCurrent=true
                    ListEmployees   | {} | GET /api/gateway.php/acme/v1/employees/directory
                    UpdateEmployee  | {"employee_id":"7","body":{"city":"X"}} | POST /api/gateway.php/acme/v1/employees/7 {"city":"X"}
                    """)
    void bambooHRAcceptsTheRequests(String command, String arguments, String sent) {
        assertThat(bamboohr.sent(command, arguments), is(sent));
    }

    @Test
    void aPayRateIsAmountAndCurrency() {
        var api = new VendorApi("https://api.bamboohr.com/api/gateway.php/acme/v1");
        api.on("GET", "/employees/7")
                .query("fields", "payRate")
                .query("onlyCurrent", "true")
                .responds(200, "{\"id\":\"7\",\"payRate\":\"12.50 EUR\"}");

        var done =
                BundledFile.of("bamboohr", api)
                        .connection("subdomain", "acme")
                        .run("GetPayRate", "{\"employee_id\":\"7\"}");

        assertThat(BundledFile.text(done), is("{\"amount\":\"12.50\",\"currency\":\"EUR\"}"));
    }

    @ParameterizedTest(name = "{0} {1} -> {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    401 | {"message":"Unauthorized"} | BambooHRAuthError 401 Unauthorized
                    404 | {"message":"no such employee"} | BambooHRNotFoundError 404 no such employee
                    503 | {"message":"Limit Exceeded"} | BambooHRRateLimited 503 Limit Exceeded
                    """)
    void failuresHaveTheReasonOfBambooHR(int status, String body, String failure) {
        vendor.on("GET", "/time_off/whos_out").query("start", "[0-9-]{10}").responds(status, body);

        assertThat(bamboohr.failure("ListAbsences", "{\"start\":\"2026-01-31\"}"), is(failure));
    }

    @Test
    void credentialsComeFromAConnection() {
        assertThat(bamboohr.connectionTypes(), contains("basic", "bearer"));
    }
}
