package dev.connectorproxy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import jakarta.json.JsonValue;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Calls as m8flow's diagrams have them, through the whole program, to servers that a caller names.
@ServerMetricsLock
class M8flowRoutesTest {
    private RecordingUpstream upstream;
    private RunningProxy proxy;

    @BeforeEach
    void start() throws IOException {
        upstream =
                new RecordingUpstream(exchange -> {
                    boolean missing = exchange.getRequestURI().getPath().endsWith("/404");
                    RecordingUpstream.send(
                            exchange,
                            missing ? 404 : 200,
                            "application/json",
                            missing ? "{\"message\": \"Not Found\"}" : "{\"id\": \"1\"}");
                });
        proxy = new RunningProxy("connectors: {enabled: [n8n, salesforce, github, stripe]}");
    }

    @AfterEach
    void stop() {
        proxy.close();
        upstream.close();
    }

    private RunningProxy.Response run(String command, String arguments) {
        return proxy.run(command, arguments.replace("%", upstream.url()));
    }

    @Test
    void anExecutionOfN8nIsRead() {
        var response =
                run(
                        "n8n/GetExecution",
                        "{\"base_url\": \"%/\", \"api_key\": \"k\", \"execution_id\": 7, \"include_data\": true}");

        assertThat(response.json().get("error"), is(JsonValue.NULL));
        assertThat(response.commandResponse().getString("body"), is("{\"id\": \"1\"}"));
        assertThat(
                response.commandResponse().getJsonObject("parsed_body").getString("id"), is("1"));
        assertThat(response.commandResponse().getInt("http_status"), is(200));
        var request = upstream.requests().getFirst();
        assertThat(request.target(), is("/api/v1/executions/7?includeData=true"));
        assertThat(request.headers().get("X-N8N-API-KEY"), contains("k"));
    }

    @Test
    void aFailureHasTheCodeOfM8flowAndTheBodyOfTheServer() {
        var response =
                run(
                        "n8n/GetWorkflow",
                        "{\"base_url\": \"%\", \"api_key\": \"k\", \"workflow_id\": \"404\"}");

        assertThat(response.status(), is(200));
        assertThat(response.errorCode(), is("N8nNotFoundError"));
        assertThat(
                response.commandResponse().getString("body"), is("{\"message\": \"Not Found\"}"));
        assertThat(response.commandResponse().getInt("http_status"), is(404));
    }

    @Test
    void aWebhookGetsTheHeaderThatTheCallerNames() {
        var response =
                run(
                        "n8n/TriggerWorkflow",
                        "{\"webhook_url\": \"%/webhook/a%20b?c=d\", \"payload\": {\"n\": 1.50}, \"auth_type\": \"header\", \"auth_header_name\": \"X-Hook\", \"auth_header_value\": \"v\"}"
                                .replace("%20", "+"));

        assertThat(response.json().get("error"), is(JsonValue.NULL));
        var request = upstream.requests().getFirst();
        assertThat(request.method() + " " + request.target(), is("POST /webhook/a+b?c=d"));
        assertThat(request.body(), is("{\"n\":1.50}"));
        assertThat(request.headers().get("X-Hook"), contains("v"));
    }

    @Test
    void aLeadIsCreatedAtTheInstanceOfTheCaller() {
        var response =
                run(
                        "salesforce/CreateLead",
                        "{\"access_token\": \"t\", \"instance_url\": \"%\", \"fields\": {\"LastName\": \"L\", \"Company\": \"C\", \"NumberOfEmployees\": \"3\"}}");

        assertThat(response.json().get("error"), is(JsonValue.NULL));
        var request = upstream.requests().getFirst();
        assertThat(request.target(), is("/services/data/v58.0/sobjects/Lead"));
        assertThat(request.headers().get("Authorization"), contains("Bearer t"));
        assertThat(
                request.body(),
                is("{\"LastName\":\"L\",\"Company\":\"C\",\"NumberOfEmployees\":3}"));
    }

    @Test
    void wrongArgumentsHaveTheCodeOfM8flow() {
        var response =
                run(
                        "stripe/CreatePaymentIntent",
                        "{\"api_key\": \"sk\", \"amount\": \"-1\", \"currency\": \"eur\"}");

        assertThat(response.errorCode(), is("StripeValidationError"));
    }
}
