package dev.connectorproxy.declarative.bundled;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JiraFileTest {
    private final VendorApi vendor = new VendorApi("https://acme.atlassian.net/rest/api/2");
    private final BundledFile jira = BundledFile.of("jira", vendor).connection("site", "acme");

    JiraFileTest() {
        vendor.on("POST", "/issue")
                .json(
                        """
                        {"type": "object", "required": ["fields"], "additionalProperties": false, "properties": {"fields": {
                          "type": "object", "required": ["project", "issuetype", "summary"], "additionalProperties": false,
                          "properties": {
                            "project": {"required": ["key"], "properties": {"key": {"type": "string"}}},
                            "issuetype": {"required": ["name"]}, "summary": {"type": "string"}, "description": {"type": "string"},
                            "priority": {"required": ["name"]}, "assignee": {"required": ["id"]}, "parent": {"required": ["key"]},
                            "labels": {"type": "array", "items": {"type": "string", "pattern": "^[^ ]+$"}}}}}}\
                        """);
        vendor.on("GET", "/issue/{issue}").query("fields", "[a-z,*-]+");
        vendor.on("PUT", "/issue/{issue}")
                .json(
                        "{\"type\":\"object\",\"properties\":{\"fields\":{\"type\":\"object\"}},\"additionalProperties\":false}");
        vendor.on("PUT", "/issue/{issue}/assignee").json("{\"required\":[\"accountId\"]}");
        vendor.on("POST", "/issue/{issue}/comment")
                .json("{\"required\":[\"body\"],\"properties\":{\"body\":{\"type\":\"string\"}}}");
        vendor.on("GET", "/issue/{issue}/transitions");
        vendor.on("POST", "/issue/{issue}/transitions")
                .json(
                        "{\"properties\":{\"transition\":{\"required\":[\"id\"]}},\"required\":[\"transition\"]}");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    CreateIssue     | {"project":"ABC","summary":"S","type":"Bug","priority":"High","labels":["x"],"assignee":"5b1"} | POST /rest/api/2/issue {"fields":{"project":{"key":"ABC"},"summary":"S","issuetype":{"name":"Bug"},"priority":{"name":"High"},"labels":["x"],"assignee":{"id":"5b1"}}}
                    GetIssue        | {"issue":"ABC-1","fields":"summary"}           | GET /rest/api/2/issue/ABC-1?fields=summary
                    UpdateIssue     | {"issue":"ABC-1","fields":{"summary":"New"}}   | PUT /rest/api/2/issue/ABC-1 {"fields":{"summary":"New"}}
                    AssignIssue     | {"issue":"ABC-1","account":"5b1"}              | PUT /rest/api/2/issue/ABC-1/assignee {"accountId":"5b1"}
                    AddComment      | {"issue":"ABC-1","text":"Done"}                | POST /rest/api/2/issue/ABC-1/comment {"body":"Done"}
                    ListTransitions | {"issue":"ABC-1"}                              | GET /rest/api/2/issue/ABC-1/transitions
                    TransitionIssue | {"issue":"ABC-1","transition":"31"}            | POST /rest/api/2/issue/ABC-1/transitions {"transition":{"id":"31"}}
                    """)
    void jiraAcceptsTheRequests(String command, String arguments, String sent) {
        assertThat(jira.sent(command, arguments), is(sent));
    }

    @Test
    void allPagesOfASearchAreOneList() {
        vendor.on("GET", "/search/jql")
                .requiredQuery("jql", ".+")
                .query("fields", ".+")
                .query("maxResults", "100")
                .query("nextPageToken", "t2")
                .responds(200, "{\"issues\":[{\"key\":\"A-1\"}],\"nextPageToken\":\"t2\"}")
                .responds(200, "{\"issues\":[{\"key\":\"A-2\"}],\"isLast\":true}");

        var done = jira.run("SearchIssues", "{\"jql\":\"project = A\"}");

        assertThat(BundledFile.text(done), is("[{\"key\":\"A-1\"},{\"key\":\"A-2\"}]"));
    }

    @ParameterizedTest(name = "{0} {1} -> {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    401 | {"message":"Client must be authenticated"}  | JiraAuthError 401 Client must be authenticated
                    404 | {"errorMessages":["Issue does not exist"],"errors":{}} | JiraNotFoundError 404 Issue does not exist
                    400 | {"errorMessages":[],"errors":{"priority":"is bad"}}    | JiraRequestFailed 400 priority: is bad
                    429 | {"errorMessages":["Rate limit"]}            | JiraRateLimited 429 Rate limit
                    """)
    void failuresHaveJirasReason(int status, String body, String failure) {
        vendor.on("GET", "/search/jql")
                .query("jql", ".*")
                .query("fields", ".*")
                .query("maxResults", ".*")
                .responds(status, body);

        assertThat(jira.failure("SearchIssues", "{\"jql\":\"x\"}"), is(failure));
    }

    @Test
    void credentialsComeFromAConnection() {
        assertThat(jira.connectionTypes(), contains("basic"));
    }
}
