package dev.connectorproxy.declarative.bundled;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Checked against PagerDuty's OpenAPI description of the Events API 2.0 (PagerDuty/api-schema, August 14, 2026).
class PagerdutyEventsFileTest {
    private static final String LINKS =
            """
            {"type": "array", "items": {"type": "object", "required": ["href"], "properties": {"href": {"type": "string"}, "text": {"type": "string"}}, "additionalProperties": false}}\
            """;

    private final VendorApi vendor = new VendorApi("https://events.pagerduty.com/v2");
    private final BundledFile events = BundledFile.of("pagerduty_events", vendor);

    PagerdutyEventsFileTest() {
        vendor.on("POST", "/change/enqueue")
                .json(
                        """
                        {"type": "object", "required": ["routing_key", "payload"], "additionalProperties": false, "properties": {"routing_key": {"type": "string"}, "links": %s, "payload": {"type": "object", "required": ["summary"], "additionalProperties": false, "properties": {"summary": {"type": "string"}, "source": {"type": "string"}, "timestamp": {"type": "string"}, "custom_details": {"type": "object"}}}}}\
                        """
                                .formatted(LINKS));
    }

    private VendorRoute enqueue() {
        return vendor.on("POST", "/enqueue")
                .json(
                        """
                        {"type": "object", "required": ["routing_key", "event_action"], "additionalProperties": false, "properties": {"routing_key": {"type": "string", "minLength": 1}, "event_action": {"enum": ["trigger", "acknowledge", "resolve"]}, "dedup_key": {"type": "string"}, "client_url": {"type": "string"}, "links": %s, "payload": {"type": "object", "required": ["summary", "severity", "source"], "additionalProperties": false, "properties": {"summary": {"type": "string"}, "severity": {"enum": ["critical", "warning", "error", "info"]}, "source": {"type": "string"}, "component": {"type": "string"}, "group": {"type": "string"}, "class": {"type": "string"}, "timestamp": {"type": "string"}, "custom_details": {"type": "object"}}}}, "if": {"properties": {"event_action": {"const": "trigger"}}}, "then": {"required": ["payload"]}, "else": {"required": ["dedup_key"]}}\
                        """
                                .formatted(LINKS));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    TriggerAlert     | {"routing_key":"R","summary":"S","source":"x","dedup_key":"k"} | POST /v2/enqueue {"event_action":"trigger","payload":{"summary":"S","source":"x","severity":"error"},"routing_key":"R","dedup_key":"k"}
                    TriggerAlert     | {"routing_key":"R","summary":"S","source":"x","severity":"info","dedup_key":"k","details":{"a":1},"component":"c","class":"d","links":[{"href":"https://x"}]} | POST /v2/enqueue {"event_action":"trigger","payload":{"summary":"S","source":"x","severity":"info","custom_details":{"a":1},"component":"c","class":"d"},"routing_key":"R","dedup_key":"k","links":[{"href":"https://x"}]}
                    AcknowledgeAlert | {"routing_key":"R","dedup_key":"k"} | POST /v2/enqueue {"event_action":"acknowledge","dedup_key":"k","routing_key":"R"}
                    ResolveAlert     | {"routing_key":"R","dedup_key":"k"} | POST /v2/enqueue {"event_action":"resolve","dedup_key":"k","routing_key":"R"}
                    SendChange       | {"routing_key":"R","summary":"S","source":"","details":{"v":2}} | POST /v2/change/enqueue {"payload":{"summary":"S","custom_details":{"v":2}},"routing_key":"R"}
                    """)
    void pagerdutyAcceptsTheRequests(String command, String arguments, String sent) {
        enqueue();

        assertThat(events.sent(command, arguments), is(sent));
    }

    @Test
    void anAlertHasAKeySoThatARepetitionIsTheSame() {
        enqueue();

        var sent =
                events.sent(
                        "TriggerAlert",
                        "{\"routing_key\":\"R\",\"summary\":\"S\",\"source\":\"x\"}");

        assertThat(sent, containsString("\"dedup_key\":\""));
    }

    @Test
    void aConnectionGivesTheIntegrationKey() {
        var use = events.specs().getFirst().details().connections().getFirst();

        assertThat(events.connectionTypes(), contains("api-key"));
        assertThat(use.parameters().get("key"), is("routing_key"));
        assertThat(use.origins(), contains("https://events.pagerduty.com"));
        assertThat(
                events.refusal("ResolveAlert", "{\"dedup_key\":\"k\"}"),
                containsString("routing_key is missing"));
    }

    @ParameterizedTest(name = "{0} {1} -> {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    400 | {"status":"invalid event","message":"Event object is invalid","errors":["'payload.severity' is invalid"]} | PagerDutyRequestFailed 400 Event object is invalid: 'payload.severity' is invalid
                    429 | {"status":"throttle exceeded","message":"Requests for this service are arriving too quickly."} | PagerDutyRateLimited 429 Requests for this service are arriving too quickly.
                    """)
    void failuresHaveTheReasonOfPagerduty(int status, String body, String failure) {
        enqueue().responds(status, body);

        assertThat(
                events.failure("ResolveAlert", "{\"routing_key\":\"R\",\"dedup_key\":\"k\"}"),
                is(failure));
    }
}
