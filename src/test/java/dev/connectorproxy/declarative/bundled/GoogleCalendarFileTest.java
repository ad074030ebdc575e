package dev.connectorproxy.declarative.bundled;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Checked against Google's discovery document of Calendar API v3, as googleapis/google-api-python-client has it, and its guide to
/// errors.
class GoogleCalendarFileTest {
    private static final String TIME =
            """
            {"type": "object", "properties": {"date": {"type": ["string", "null"], "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}, "dateTime": {"type": ["string", "null"], "pattern": "T"}, "timeZone": {"type": "string"}}, "additionalProperties": false}\
            """;
    private static final String EVENT =
            """
            {"type": "object", "required": %2$s, "properties": {"id": {"pattern": "^[a-v0-9]{5,1024}$"}, "summary": {"type": "string"}, "start": %1$s, "end": %1$s, "description": {"type": "string"}, "location": {"type": "string"}, "status": {"enum": ["confirmed", "tentative", "cancelled"]}, "attendees": {"type": "array", "items": {"type": "object", "required": ["email"], "properties": {"email": {"pattern": "^[^@, ]+@[^@, ]+$"}}, "additionalProperties": false}}, "recurrence": {"type": "array", "items": {"pattern": "^(RRULE|EXRULE|RDATE|EXDATE)"}}, "conferenceData": {"type": "object", "properties": {"createRequest": {"type": "object", "required": ["requestId", "conferenceSolutionKey"], "properties": {"requestId": {"type": "string", "minLength": 10}, "conferenceSolutionKey": {"properties": {"type": {"enum": ["hangoutsMeet"]}}, "additionalProperties": false}}, "additionalProperties": false}}, "additionalProperties": false}}, "additionalProperties": false}\
            """;

    private final VendorApi vendor = new VendorApi("https://www.googleapis.com/calendar/v3");
    private final BundledFile calendar = BundledFile.of("google_calendar", vendor);

    GoogleCalendarFileTest() {
        vendor.on("POST", "/calendars/{c}/events")
                .requiredQuery("conferenceDataVersion", "[01]")
                .query("sendUpdates", "all|externalOnly|none")
                .json(EVENT.formatted(TIME, "[\"start\", \"end\"]"));
        vendor.on("PATCH", "/calendars/{c}/events/{e}")
                .query("sendUpdates", "all|externalOnly|none")
                .json(EVENT.formatted(TIME, "[]"));
        vendor.on("DELETE", "/calendars/{c}/events/{e}")
                .query("sendUpdates", "all|externalOnly|none")
                .responds(204, "");
        vendor.on("POST", "/freeBusy")
                .json(
                        """
                        {"type": "object", "required": ["timeMin", "timeMax", "items"], "properties": {"timeMin": {"pattern": "(Z|[+-][0-9:]+)$"}, "timeMax": {"pattern": "(Z|[+-][0-9:]+)$"}, "timeZone": {"type": "string"}, "items": {"type": "array", "items": {"type": "object", "required": ["id"], "additionalProperties": false, "properties": {"id": {"type": "string"}}}}}, "additionalProperties": false}\
                        """)
                .responds(200, "{\"calendars\":{\"primary\":{\"busy\":[]}}}");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    CreateEvent | {"title":"T","start":"2026-01-31T09:00:00","end":"2026-01-31T10:00:00","time_zone":"Europe/Berlin"} | POST /calendar/v3/calendars/primary/events?conferenceDataVersion=1 {"summary":"T","start":{"dateTime":"2026-01-31T09:00:00","timeZone":"Europe/Berlin"},"end":{"dateTime":"2026-01-31T10:00:00","timeZone":"Europe/Berlin"}}
                    CreateEvent | {"title":"T","start":"2026-01-31","end":"2026-02-01","calendar":"a@x.y","attendees":"b@x.y, c@x.y","notify":"all","event_id":"abcde","recurrence":"RRULE:FREQ=WEEKLY","description":"D","location":"L"} | POST /calendar/v3/calendars/a%40x.y/events?sendUpdates=all&conferenceDataVersion=1 {"id":"abcde","summary":"T","start":{"date":"2026-01-31"},"end":{"date":"2026-02-01"},"description":"D","location":"L","attendees":[{"email":"b@x.y"},{"email":"c@x.y"}],"recurrence":["RRULE:FREQ=WEEKLY"]}
                    UpdateEvent | {"event":"e1","title":"T","start":"2026-01-31","attendees":"b@x.y","status":"tentative"} | PATCH /calendar/v3/calendars/primary/events/e1 {"summary":"T","start":{"date":"2026-01-31","dateTime":null},"attendees":[{"email":"b@x.y"}],"status":"tentative"}
                    DeleteEvent | {"event":"e1","notify":"none"} | DELETE /calendar/v3/calendars/primary/events/e1?sendUpdates=none
                    FindBusyTimes | {"from":"2026-01-31T09:00:00Z","until":"2026-01-31T17:00:00Z"} | POST /calendar/v3/freeBusy {"timeMin":"2026-01-31T09:00:00Z","timeMax":"2026-01-31T17:00:00Z","items":[{"id":"primary"}]}
                    """)
    void googleAcceptsTheRequests(String command, String arguments, String sent) {
        assertThat(calendar.sent(command, arguments), is(sent));
    }

    @Test
    void anEventCanHaveALinkToMeet() {
        var sent =
                calendar.sent(
                        "CreateEvent",
                        "{\"title\":\"T\",\"start\":\"2026-01-31\",\"end\":\"2026-02-01\",\"meet\":true}");

        assertThat(
                sent,
                matchesPattern(
                        ".*\"createRequest\":\\{\"requestId\":\"[0-9]+-[0-9]+\",\"conferenceSolutionKey\":\\{\"type\":\"hangoutsMeet\"}}.*"));
    }

    @Test
    void allPagesAreOneList() {
        vendor.on("GET", "/calendars/{c}/events")
                .requiredQuery("maxResults", "250")
                .query("singleEvents", "true|false")
                .query("orderBy", "startTime|updated")
                .query("timeMin", ".+Z")
                .query("pageToken", "t")
                .responds(200, "{\"items\":[],\"nextPageToken\":\"t\"}")
                .responds(200, "{\"items\":[{\"id\":\"2\"}]}");

        var done =
                calendar.run(
                        "ListEvents",
                        "{\"from\":\"2026-01-31T09:00:00Z\",\"order\":\"startTime\"}");

        assertThat(BundledFile.text(done), is("[{\"id\":\"2\"}]"));
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    CreateEvent | {"title":"T","start":"2026-01-31","end":"2026-02-01T09:00:00"} | start and end must both be days
                    CreateEvent | {"title":"T","start":"2026-01-31T09:00:00","end":"2026-01-31T10:00:00","recurrence":"RRULE:FREQ=DAILY"} | recurrence needs time_zone
                    CreateEvent | {"title":"T","start":"2026-01-31","end":"2026-02-01","event_id":"WXYZ1"} | event_id
                    ListEvents | {"order":"startTime","single":false} | the order startTime needs single
                    """)
    void whatGoogleWouldRefuseIsNotSent(String command, String arguments, String message) {
        assertThat(calendar.refusal(command, arguments), containsString(message));
    }

    @ParameterizedTest(name = "{0} {1} -> {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    401 | {"error":{"errors":[{"reason":"authError"}],"code":401,"message":"Invalid Credentials"}} | GoogleAuthError 401 Invalid Credentials
                    403 | {"error":{"errors":[{"domain":"usageLimits","reason":"userRateLimitExceeded"}],"code":403,"message":"User Rate Limit Exceeded"}} | GoogleRateLimited 429 User Rate Limit Exceeded
                    403 | {"error":{"errors":[{"reason":"forbiddenForNonOrganizer"}],"code":403,"message":"Shared properties can only be changed by the organizer of the event."}} | GoogleAuthError 403 Shared properties can only be changed by the organizer of the event.
                    410 | {"error":{"errors":[{"reason":"deleted"}],"code":410,"message":"Resource has been deleted"}} | GoogleNotFoundError 410 Resource has been deleted
                    409 | {"error":{"errors":[{"reason":"duplicate"}],"code":409,"message":"The requested identifier already exists."}} | GoogleConflict 409 The requested identifier already exists.
                    400 | {"error":{"errors":[{"reason":"timeRangeEmpty"}],"code":400,"message":"The specified time range is empty."}} | GoogleRequestFailed 400 The specified time range is empty.
                    """)
    void failuresHaveTheReasonOfGoogle(int status, String body, String failure) {
        vendor.on("GET", "/calendars/{c}/events/{e}").responds(status, body);

        assertThat(calendar.failure("GetEvent", "{\"event\":\"e1\"}"), is(failure));
    }

    @Test
    void credentialsComeFromAConnection() {
        assertThat(calendar.connectionTypes(), contains("oauth2-authorization-code", "bearer"));
    }
}
