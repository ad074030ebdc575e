package dev.connectorproxy.declarative.bundled;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Checked against PagerDuty's OpenAPI description of the REST API 2.0.0 (PagerDuty/api-schema, August 14, 2026).
class PagerdutyFileTest {
    private static final String REFERENCE =
            """
            {"type": "object", "required": ["id", "type"], "properties": {"id": {"type": "string"}, "type": {"const": "%s_reference"}}, "additionalProperties": false}\
            """;
    private static final String EMAIL = "[^@ ]+@[^@ ]+";

    private final VendorApi vendor =
            new VendorApi("https://api.pagerduty.com")
                    .header("Accept", "application/vnd\\.pagerduty\\+json;version=2");
    private final BundledFile pagerduty = BundledFile.of("pagerduty", vendor);

    PagerdutyFileTest() {
        vendor.on("POST", "/incidents")
                .json(
                        """
                        {"type": "object", "required": ["incident"], "additionalProperties": false, "properties": {"incident": {"type": "object", "required": ["type", "title", "service"], "additionalProperties": false, "properties": {"type": {"const": "incident"}, "title": {"type": "string"}, "service": %s, "urgency": {"enum": ["high", "low"]}, "incident_key": {"type": "string"}, "body": {"type": "object", "required": ["type", "details"], "properties": {"type": {"const": "incident_body"}, "details": {"type": "string"}}, "additionalProperties": false}, "assignments": {"type": "array", "items": {"type": "object", "required": ["assignee"], "properties": {"assignee": %s}, "additionalProperties": false}}, "escalation_policy": %s, "priority": %s}}}}\
                        """
                                .formatted(
                                        REFERENCE.formatted("service"),
                                        REFERENCE.formatted("user"),
                                        REFERENCE.formatted("escalation_policy"),
                                        REFERENCE.formatted("priority")))
                .responds(201, "{\"incident\":{\"id\":\"P1\"}}");
        vendor.on("PUT", "/incidents/{i}")
                .json(
                        """
                        {"type": "object", "required": ["incident"], "additionalProperties": false, "properties": {"incident": {"type": "object", "required": ["type"], "additionalProperties": false, "properties": {"type": {"enum": ["incident", "incident_reference"]}, "status": {"enum": ["resolved", "acknowledged", "triggered"]}, "resolution": {"type": "string"}, "title": {"type": "string"}, "urgency": {"enum": ["high", "low"]}, "escalation_level": {"type": "integer"}}}}}\
                        """);
        vendor.on("POST", "/incidents/{i}/notes")
                .json(
                        """
                        {"type": "object", "required": ["note"], "additionalProperties": false, "properties": {"note": {"type": "object", "required": ["content"], "properties": {"content": {"type": "string"}}, "additionalProperties": false}}}\
                        """);
        vendor.on("GET", "/oncalls")
                .requiredQuery("limit", "100")
                .query("schedule_ids[]", "P.+")
                .query("earliest", "true|false")
                .responds(200, "{\"oncalls\":[]}");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    CreateIncident | {"from":"a@x","title":"T","service":"S1"} | POST /incidents {"incident":{"type":"incident","title":"T","service":{"id":"S1","type":"service_reference"}}}
                    CreateIncident | {"from":"a@x","title":"T","service":"S1","details":"D","urgency":"high","incident_key":"K","assignee":"U1","priority":"P1"} | POST /incidents {"incident":{"type":"incident","title":"T","service":{"id":"S1","type":"service_reference"},"body":{"type":"incident_body","details":"D"},"urgency":"high","incident_key":"K","assignments":[{"assignee":{"id":"U1","type":"user_reference"}}],"priority":{"id":"P1","type":"priority_reference"}}}
                    CreateIncident | {"from":"a@x","title":"T","service":"S1","escalation_policy":"E1"} | POST /incidents {"incident":{"type":"incident","title":"T","service":{"id":"S1","type":"service_reference"},"escalation_policy":{"id":"E1","type":"escalation_policy_reference"}}}
                    UpdateIncident | {"from":"a@x","incident":"P1","status":"resolved","resolution":"R","escalation_level":2} | PUT /incidents/P1 {"incident":{"type":"incident","status":"resolved","resolution":"R","escalation_level":2}}
                    AddNote        | {"from":"a@x","incident":"P1","content":"N"} | POST /incidents/P1/notes {"note":{"content":"N"}}
                    ListOnCalls    | {"schedules":["P1","P2"],"earliest":true} | GET /oncalls?schedule_ids%5B%5D=P1&schedule_ids%5B%5D=P2&earliest=true&limit=100
                    """)
    void pagerdutyAcceptsTheRequests(String command, String arguments, String sent) {
        assertThat(pagerduty.sent(command, arguments), is(sent));
        assertThat(
                command + " says who does it",
                vendor.last().method().equals("GET")
                        || vendor.last().header("From").orElse("").matches(EMAIL),
                is(true));
    }

    @Test
    void allPagesAreOneList() {
        var page = "{\"id\":1},".repeat(99) + "{\"id\":1}";
        vendor.on("GET", "/incidents")
                .requiredQuery("limit", "100")
                .query("offset", "100")
                .query("statuses[]", "triggered,acknowledged")
                .responds(200, "{\"incidents\":[" + page + "],\"more\":true}")
                .responds(200, "{\"incidents\":[{\"id\":2}],\"more\":false}");

        var done =
                pagerduty.run("ListIncidents", "{\"statuses\":[\"triggered\",\"acknowledged\"]}");

        assertThat(BundledFile.text(done), is("[" + page + ",{\"id\":2}]"));
        assertThat(vendor.last().query().get("offset"), is("100"));
    }

    @Test
    void whatPagerdutyWouldRefuseIsNotSent() {
        assertThat(
                pagerduty.refusal(
                        "CreateIncident",
                        "{\"from\":\"a@x\",\"title\":\"T\",\"service\":\"S\",\"assignee\":\"U\",\"escalation_policy\":\"E\"}"),
                containsString("exclude each other"));
        assertThat(
                pagerduty.refusal(
                        "UpdateIncident",
                        "{\"from\":\"a@x\",\"incident\":\"P\",\"resolution\":\"R\"}"),
                containsString("resolution needs the status resolved"));
        assertThat(
                pagerduty.refusal("ListIncidents", "{\"statuses\":[\"open\"]}"),
                containsString("statuses"));
    }

    @ParameterizedTest(name = "{0} {1} -> {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    401 | {"error":{"message":"Unauthorized","code":2006}} | PagerDutyAuthError 401 Unauthorized
                    404 | {"error":{"message":"Not Found","code":2100}} | PagerDutyNotFoundError 404 Not Found
                    429 | {"error":{"message":"Rate Limit Exceeded","code":2020}} | PagerDutyRateLimited 429 Rate Limit Exceeded
                    400 | {"error":{"message":"Invalid Input Provided","code":2001,"errors":["Title cannot be empty"]}} | PagerDutyRequestFailed 400 Invalid Input Provided: Title cannot be empty
                    """)
    void failuresHaveTheReasonOfPagerduty(int status, String body, String failure) {
        vendor.on("GET", "/incidents/{i}").responds(status, body);

        assertThat(pagerduty.failure("GetIncident", "{\"incident\":\"P1\"}"), is(failure));
    }

    @Test
    void credentialsComeFromAConnection() {
        assertThat(pagerduty.connectionTypes(), contains("api-key"));
    }
}
