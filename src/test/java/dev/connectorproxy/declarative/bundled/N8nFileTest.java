package dev.connectorproxy.declarative.bundled;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import dev.connectorproxy.spi.ConnectionUse;
import dev.connectorproxy.spi.HttpRequest.Header;
import dev.connectorproxy.spi.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The calls of m8flow's diagrams, and what an n8n server does with them.
class N8nFileTest {
    private static final String ACCESS =
            "{\"base_url\":\"https://n8n.example/team/\",\"api_key\":\"k\"";

    private final VendorApi vendor =
            new VendorApi("https://n8n.example/team/api/v1").header("X-N8N-API-KEY", "k");
    private final BundledFile n8n = BundledFile.of("n8n", vendor).withoutConnection();
    private final VendorRoute workflow = vendor.on("GET", "/workflows/{id}");

    N8nFileTest() {
        vendor.on("GET", "/workflows")
                .query("active", "true|false")
                .query("limit", "[1-9][0-9]*")
                .query("cursor", ".+");
        vendor.on("GET", "/executions")
                .query("workflowId", ".+")
                .query("status", "canceled|error|running|success|waiting")
                .query("limit", "[1-9][0-9]*")
                .query("cursor", ".+");
        vendor.on("GET", "/executions/{id}").query("includeData", "true|false");
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    ListWorkflows  | ``                                  | GET /team/api/v1/workflows?limit=100
                    ListWorkflows  | "active":"true","limit":"5","cursor":"a=b" | GET /team/api/v1/workflows?active=true&limit=5&cursor=a%3Db
                    ListWorkflows  | "active":"","cursor":""             | GET /team/api/v1/workflows?limit=100
                    ListWorkflows  | "active":"all"                      | GET /team/api/v1/workflows?limit=100
                    GetWorkflow    | "workflow_id":"2tUt1wbLX592XDdX"    | GET /team/api/v1/workflows/2tUt1wbLX592XDdX
                    GetWorkflow    | "workflow_id":"../users?x#y"        | GET /team/api/v1/workflows/..%2Fusers%3Fx%23y
                    GetWorkflow    | "workflow_id":17                    | GET /team/api/v1/workflows/17
                    ListExecutions | "workflow_id":17,"status":"Success" | GET /team/api/v1/executions?workflowId=17&status=success&limit=100
                    ListExecutions | "status":""                         | GET /team/api/v1/executions?limit=100
                    GetExecution   | "execution_id":1000                 | GET /team/api/v1/executions/1000
                    GetExecution   | "execution_id":"1000","include_data":true   | GET /team/api/v1/executions/1000?includeData=true
                    GetExecution   | "execution_id":"1000","include_data":"false" | GET /team/api/v1/executions/1000
                    """)
    void n8nAcceptsTheRequests(String command, String more, String sent) {
        assertThat(n8n.sent(command, arguments(more)), is(sent));
    }

    private static String arguments(String more) {
        return ACCESS + (more == null || more.isEmpty() ? "" : "," + more) + "}";
    }

    @Test
    void theResultIsATextWithTheJsonOfN8n() {
        workflow.responds(200, "{\"id\":\"1\", \"nodes\":[]}");

        var done = n8n.run("GetWorkflow", arguments("\"workflow_id\":1"));

        assertThat(BundledFile.text(done), is("quoted {\"id\":\"1\", \"nodes\":[]}"));
    }

    @ParameterizedTest(name = "{0} {1} -> {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    401 | {"message":"unauthorized"} | N8nAuthError 401 unauthorized
                    403 | {"message":"Forbidden"}    | N8nAuthError 403 Forbidden
                    404 | {"message":"Not Found"}    | N8nNotFoundError 404 Not Found
                    400 | {"message":"bad cursor"}   | N8nRequestFailed 400 bad cursor
                    503 | {"message":"later"}        | N8nRequestFailed 503 later
                    """)
    void failuresAreErrorsWithTheCodesOfM8flow(int status, String body, String failure) {
        workflow.responds(status, body);
        var arguments = arguments("\"workflow_id\":1");

        assertThat(n8n.failure("GetWorkflow", arguments), is(failure));
        assertThat(BundledFile.text(n8n.run("GetWorkflow", arguments)), is("quoted " + body));
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {"base_url":"n8n.example","api_key":"k","execution_id":"1"}       | N8nInvalidInput parameter 'base_url', or a connection
                    {"base_url":"","api_key":"k","execution_id":"1"}                  | N8nInvalidInput parameter 'base_url', or a connection
                    {"base_url":"https://n8n.example","api_key":"","execution_id":"1"} | N8nInvalidInput parameter 'api_key' is required
                    {"base_url":"https://n8n.example","api_key":"k","execution_id":""} | N8nInvalidInput parameter 'execution_id' is required
                    {"base_url":"https://n8n.example","api_key":"k"}                  | InvalidParameters required parameter 'execution_id' (str) is missing
                    """)
    void wrongArgumentsAreRefusedBeforeAnythingIsSent(String arguments, String failure) {
        var refused = n8n.refused("GetExecution", arguments);

        assertThat(refused.code() + " " + refused.getMessage(), startsWith(failure));
        assertThat(vendor.accepted().size(), is(0));
    }

    @ParameterizedTest(name = "{1} {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    ``                                       | POST /webhook/orders                | -
                    "payload":{"a":1.50}                     | POST /webhook/orders {"a":1.50}     | -
                    "payload":"[1]","method":"put"           | PUT /webhook/orders [1]             | -
                    "payload":{"a":"b c"},"method":"GET"     | GET /webhook/orders?a=b%20c         | -
                    "auth_type":"header","auth_header_name":"X-Key","auth_header_value":"v" | POST /webhook/orders | X-Key v
                    "auth_type":"basic","username":"joe","password":"pässword"  | POST /webhook/orders | Authorization Basic am9lOnDDpHNzd29yZA==
                    "auth_type":"none","auth_header_name":"X-Key","auth_header_value":"v","password":"" | POST /webhook/orders | -
                    """)
    void aWebhookGetsThePayloadAndItsCredentials(String more, String sent, String header) {
        var hooks = new VendorApi("https://n8n.example");
        for (var method : List.of("POST", "PUT")) {
            var route = hooks.on(method, "/webhook/orders");
            if (more != null && more.contains("payload")) {
                route.json("{}");
            }
        }
        hooks.on("GET", "/webhook/orders").query("a", "b c");
        var caller = BundledFile.of("n8n", hooks).withoutConnection();

        var line =
                caller.sent(
                        "TriggerWorkflow",
                        "{\"webhook_url\":\"https://n8n.example/webhook/orders\"%s}"
                                .formatted(more == null || more.isEmpty() ? "" : "," + more));

        assertThat(line, is(sent));
        var names = List.of("X-Key", "Authorization");
        assertThat(
                names.stream()
                        .flatMap(name ->
                                hooks.last().header(name).map(value -> name + " " + value).stream())
                        .findFirst()
                        .orElse("-"),
                is(header));
    }

    @Test
    void aResponseOfAWebhookThatIsNoJsonIsAText() {
        var hooks = new VendorApi("https://n8n.example");
        hooks.on("POST", "/webhook/orders")
                .responds(
                        new HttpResponse(
                                200,
                                List.of(new Header("Content-Type", "text/plain")),
                                VendorApi.utf8("done")));

        var done =
                BundledFile.of("n8n", hooks)
                        .withoutConnection()
                        .run(
                                "TriggerWorkflow",
                                "{\"webhook_url\":\"https://n8n.example/webhook/orders\"}");

        assertThat(BundledFile.text(done), is("quoted \"done\""));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {"webhook_url":"n8n.example"}                              | parameter 'webhook_url', or a connection
                    {"webhook_url":"https://n8n.example/x","auth_type":"header"} | auth_type header needs auth_header_name
                    {"webhook_url":"https://n8n.example/x","auth_type":"basic","username":"joe"} | auth_type basic needs username
                    """)
    void aWebhookIsNotCalledWithWrongArguments(String arguments, String message) {
        var refused = n8n.refused("TriggerWorkflow", arguments);

        assertThat(refused.code(), is("N8nInvalidInput"));
        assertThat(refused.getMessage(), startsWith(message));
        assertThat(n8n.spec("TriggerWorkflow").details().connections().size(), is(0));
    }

    @Test
    void aConnectionGivesTheAddressAndTheKey() {
        assertThat(
                n8n.spec("ListWorkflows").details().connections(),
                is(
                        List.of(
                                new ConnectionUse(
                                        "api-key",
                                        Map.of("base_url", "base_url"),
                                        List.of("api_key"),
                                        List.of("{base_url}"),
                                        Map.of("in", "header", "key-name", "X-N8N-API-KEY")))));
    }
}
