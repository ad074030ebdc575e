package dev.connectorproxy.declarative.bundled;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import dev.connectorproxy.spi.HttpRequest.Header;
import dev.connectorproxy.spi.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GitlabFileTest {
    private static final String TEXT = "{\"type\":\"string\"}";

    private final VendorApi vendor = new VendorApi("https://gitlab.com/api/v4");
    private final BundledFile gitlab = BundledFile.of("gitlab", vendor);

    GitlabFileTest() {
        vendor.on("POST", "/projects/{id}/issues")
                .json(
                        """
                        {"type": "object", "required": ["title"], "properties": {
                         "title": {"type": "string"}, "description": {"type": "string"}, "labels": {"type": "string"},
                         "assignee_ids": {"type": "array", "items": {"type": "integer"}}, "confidential": {"type": "boolean"},
                         "due_date": {"pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}}, "additionalProperties": false}\
                        """);
        vendor.on("GET", "/projects/{id}/issues/{issue}");
        vendor.on("PUT", "/projects/{id}/issues/{issue}")
                .json(
                        """
                        {"type": "object", "minProperties": 1, "properties": {"title": {"type": "string"},
                         "state_event": {"enum": ["close", "reopen"]}}, "additionalProperties": {"type": "string"}}\
                        """);
        vendor.on("POST", "/projects/{id}/issues/{issue}/notes")
                .json("{\"required\":[\"body\"],\"properties\":{\"body\":%s}}".formatted(TEXT));
        vendor.on("POST", "/projects/{id}/merge_requests")
                .json(
                        """
                        {"type": "object", "required": ["title", "source_branch", "target_branch"],
                         "properties": {"remove_source_branch": {"type": "boolean"}}}\
                        """);
        vendor.on("POST", "/projects/{id}/pipeline")
                .json(
                        """
                        {"type": "object", "required": ["ref"], "properties": {"variables": {"type": "array", "items":
                         {"type": "object", "required": ["key", "value"]}}}}\
                        """);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    CreateIssue   | {"project":"g/p","title":"T","labels":"a,b","assignee_ids":[4],"due_date":"2026-01-31"} | POST /api/v4/projects/g%2Fp/issues {"title":"T","labels":"a,b","assignee_ids":[4],"due_date":"2026-01-31"}
                    GetIssue      | {"project":"7","issue":"3"}                      | GET /api/v4/projects/7/issues/3
                    UpdateIssue   | {"project":"7","issue":3,"state_event":"close"}  | PUT /api/v4/projects/7/issues/3 {"state_event":"close"}
                    CreateComment | {"project":"7","issue":3,"body":"B"}             | POST /api/v4/projects/7/issues/3/notes {"body":"B"}
                    CreateMergeRequest | {"project":"7","title":"T","source_branch":"s","target_branch":"t","remove_source_branch":"true"} | POST /api/v4/projects/7/merge_requests {"title":"T","source_branch":"s","target_branch":"t","remove_source_branch":true}
                    StartPipeline | {"project":"7","ref":"main","variables":[{"key":"K","value":"V"}]} | POST /api/v4/projects/7/pipeline {"ref":"main","variables":[{"key":"K","value":"V"}]}
                    """)
    void gitLabAcceptsTheRequests(String command, String arguments, String sent) {
        assertThat(gitlab.sent(command, arguments), is(sent));
    }

    @Test
    void allPagesOfIssuesAreOneList() {
        var first = VendorRoute.json(200, "[{\"iid\":1}]");
        var next =
                new Header(
                        "Link",
                        "<https://gitlab.com/api/v4/projects/7/issues?page=2&per_page=100&state=opened>; rel=\"next\"");
        vendor.on("GET", "/projects/{id}/issues")
                .query("per_page", "100")
                .query("state", "opened|closed|all")
                .query("page", "[0-9]+")
                .responds(
                        new HttpResponse(
                                200, List.of(first.headers().getFirst(), next), first.body()))
                .responds(200, "[{\"iid\":2}]");

        var done = gitlab.run("ListIssues", "{\"project\":\"7\"}");

        assertThat(BundledFile.text(done), is("[{\"iid\":1},{\"iid\":2}]"));
    }

    @ParameterizedTest(name = "{0} {1} -> {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    401 | {"message":"401 Unauthorized"}              | GitLabAuthError 401 401 Unauthorized
                    401 | {"error":"invalid_token","error_description":"Token was revoked."} | GitLabAuthError 401 Token was revoked.
                    400 | {"message":{"title":["can't be blank"]}}    | GitLabRequestFailed 400 {"title":["can't be blank"]}
                    400 | {"error":"title is missing"}                | GitLabRequestFailed 400 title is missing
                    429 | {"message":"Too many requests"}             | GitLabRateLimited 429 Too many requests
                    """)
    void failuresHaveGitLabsReason(int status, String body, String failure) {
        vendor.on("GET", "/projects/{id}/issues")
                .query("per_page", ".*")
                .query("state", ".*")
                .responds(status, body);

        assertThat(gitlab.failure("ListIssues", "{\"project\":\"7\"}"), is(failure));
    }

    @Test
    void credentialsComeFromAConnection() {
        assertThat(gitlab.connectionTypes(), contains("bearer"));
    }
}
