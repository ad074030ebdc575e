package dev.connectorproxy.declarative.bundled;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Checked against Asana's OpenAPI description 1.0 (Asana/openapi, June 11, 2026).
class AsanaFileTest {
    private static final String TASK =
            """
            {"type": "object", "required": ["data"], "additionalProperties": false, "properties": {"data": {"type": "object", "additionalProperties": false, "properties": {"name": {"type": "string"}, "notes": {"type": "string"}, "assignee": {"type": "string"}, "due_on": {"pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}, "due_at": {"pattern": "T.+Z$"}, "completed": {"type": "boolean"}, "approval_status": {"enum": ["pending", "approved", "rejected", "changes_requested"]}, "custom_fields": {"type": "object"}%s}}}}\
            """;

    private final VendorApi vendor = new VendorApi("https://app.asana.com/api/1.0");
    private final BundledFile asana = BundledFile.of("asana", vendor);

    AsanaFileTest() {
        vendor.on("POST", "/tasks")
                .json(
                        TASK.formatted(
                                ", \"projects\": {\"type\": \"array\", \"items\": {\"type\": \"string\"}}, \"workspace\": {\"type\": \"string\"}, \"parent\": {\"type\": \"string\"}, \"followers\": {\"type\": \"array\", \"items\": {\"type\": \"string\"}}, \"tags\": {\"type\": \"array\"}"))
                .responds(201, "{\"data\":{\"gid\":\"1\"}}");
        vendor.on("PUT", "/tasks/{t}").json(TASK.formatted(""));
        vendor.on("POST", "/tasks/{t}/stories")
                .json(
                        """
                        {"type": "object", "required": ["data"], "properties": {"data": {"type": "object", "properties": {"text": {"type": "string"}}, "additionalProperties": false}}, "additionalProperties": false}\
                        """);
        vendor.on("POST", "/tasks/{t}/addProject")
                .json(
                        """
                        {"type": "object", "required": ["data"], "properties": {"data": {"type": "object", "required": ["project"], "properties": {"project": {"type": "string"}, "section": {"type": "string"}}, "additionalProperties": false}}, "additionalProperties": false}\
                        """);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    CreateTask | {"name":"N","project":"p1","due":"2026-01-31"} | POST /api/1.0/tasks {"data":{"name":"N","due_on":"2026-01-31","projects":["p1"]}}
                    CreateTask | {"name":"N","workspace":"w1","notes":"D","assignee":"me","due":"2026-01-31T09:00:00Z","followers":"a@x.y, b@x.y","tags":["t1"],"custom_fields":{"1":"a"}} | POST /api/1.0/tasks {"data":{"name":"N","notes":"D","assignee":"me","due_at":"2026-01-31T09:00:00Z","workspace":"w1","followers":["a@x.y","b@x.y"],"tags":["t1"],"custom_fields":{"1":"a"}}}
                    UpdateTask | {"task":"1","completed":false,"approval":"approved","name":""} | PUT /api/1.0/tasks/1 {"data":{"completed":false,"approval_status":"approved"}}
                    AddComment | {"task":"1","text":"T"} | POST /api/1.0/tasks/1/stories {"data":{"text":"T"}}
                    MoveTask   | {"task":"1","project":"p1","section":"s1"} | POST /api/1.0/tasks/1/addProject {"data":{"project":"p1","section":"s1"}}
                    """)
    void asanaAcceptsTheRequests(String command, String arguments, String sent) {
        assertThat(asana.sent(command, arguments), is(sent));
    }

    @Test
    void aFileIsAPartOfAForm() {
        vendor.on("POST", "/attachments")
                .multipart(
                        """
                        {"required": ["parent", "file"], "properties": {"parent": {}, "file": {}}, "additionalProperties": false}\
                        """);

        asana.sent(
                "AttachFile",
                "{\"task\":\"1\",\"file\":\"data:text/plain;name=a.txt;base64,aGVsbG8=\"}");

        assertThat(
                vendor.last().parts("form-data").orElseThrow().toString(),
                is("{\"parent\":\"1\",\"file\":\"a.txt|text/plain|hello\"}"));
    }

    @Test
    void allPagesAreOneList() {
        vendor.on("GET", "/tasks")
                .requiredQuery("limit", "100")
                .query("opt_fields", "[a-z_.,]+")
                .query("project", "p1")
                .query("completed_since", "now|.+Z")
                .query("offset", "o1")
                .responds(200, "{\"data\":[{\"gid\":\"1\"}],\"next_page\":{\"offset\":\"o1\"}}")
                .responds(200, "{\"data\":[{\"gid\":\"2\"}],\"next_page\":null}");

        var done = asana.run("ListTasks", "{\"project\":\"p1\",\"completed_since\":\"now\"}");

        assertThat(BundledFile.text(done), is("[{\"gid\":\"1\"},{\"gid\":\"2\"}]"));
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    CreateTask | {"name":"N"} | project, parent or workspace is missing
                    ListTasks  | {} | give one of project, section and assignee
                    ListTasks  | {"project":"p","section":"s"} | give one of project, section and assignee
                    ListTasks  | {"assignee":"me"} | assignee and workspace need each other
                    UpdateTask | {"task":"1","approval":"yes"} | approval
                    """)
    void whatAsanaWouldRefuseIsNotSent(String command, String arguments, String message) {
        assertThat(asana.refusal(command, arguments), containsString(message));
    }

    @ParameterizedTest(name = "{0} {1} -> {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    401 | {"errors":[{"message":"Not Authorized"}]} | AsanaAuthError 401 Not Authorized
                    404 | {"errors":[{"message":"task: Unknown object: 1"}]} | AsanaNotFoundError 404 task: Unknown object: 1
                    429 | {"errors":[{"message":"You have made too many requests recently."}]} | AsanaRateLimited 429 You have made too many requests recently.
                    400 | {"errors":[{"message":"a"},{"message":"b"}]} | AsanaRequestFailed 400 a; b
                    """)
    void failuresHaveTheReasonOfAsana(int status, String body, String failure) {
        vendor.on("GET", "/tasks/{t}").responds(status, body);

        assertThat(asana.failure("GetTask", "{\"task\":\"1\"}"), is(failure));
    }

    @Test
    void credentialsComeFromAConnection() {
        assertThat(asana.connectionTypes(), contains("bearer", "oauth2-authorization-code"));
    }
}
