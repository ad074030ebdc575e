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

class GithubFileTest {
    private static final String REPO = "/repos/{owner}/{repo}";
    private static final String TEXTS = "{\"type\":\"array\",\"items\":{\"type\":\"string\"}}";

    private final VendorApi vendor =
            new VendorApi("https://api.github.com")
                    .header("Accept", "application/vnd\\.github\\+json")
                    .header("X-GitHub-Api-Version", "2022-11-28");
    private final BundledFile github = BundledFile.of("github", vendor);

    GithubFileTest() {
        vendor.on("POST", REPO + "/issues").json(issue("\"required\":[\"title\"],", ""));
        vendor.on("GET", REPO + "/issues/{number}");
        vendor.on("PATCH", REPO + "/issues/{number}")
                .json(issue("", ",\"state\":{\"enum\":[\"open\",\"closed\"]}"));
        vendor.on("POST", REPO + "/issues/{number}/comments")
                .json(object("\"required\":[\"body\"],", "\"body\":{\"type\":\"string\"}"));
        vendor.on("POST", REPO + "/pulls")
                .json(
                        object(
                                "\"required\":[\"head\",\"base\"],",
                                "\"title\":{\"type\":\"string\"},\"head\":{\"type\":\"string\"},\"base\":{\"type\":\"string\"},"
                                        + "\"body\":{\"type\":\"string\"},\"draft\":{\"type\":\"boolean\"}"));
        vendor.on("PUT", REPO + "/pulls/{number}/merge")
                .json(
                        object(
                                "",
                                "\"merge_method\":{\"enum\":[\"merge\",\"squash\",\"rebase\"]},\"commit_title\":{\"type\":\"string\"},\"sha\":{\"type\":\"string\"}"));
        vendor.on("POST", REPO + "/actions/workflows/{workflow}/dispatches")
                .json(
                        object(
                                "\"required\":[\"ref\"],",
                                "\"ref\":{\"type\":\"string\"},\"inputs\":{\"type\":\"object\"}"));
    }

    private static String issue(String required, String more) {
        return object(
                required,
                "\"title\":{\"type\":\"string\"},\"body\":{\"type\":\"string\"},\"milestone\":{\"type\":\"integer\"},\"labels\":%s,\"assignees\":%s%s"
                        .formatted(TEXTS, TEXTS, more));
    }

    private static String object(String required, String properties) {
        return "{\"type\":\"object\",%s\"additionalProperties\":false,\"properties\":{%s}}"
                .formatted(required, properties);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    CreateIssue       | {"owner":"a b","repo":"r","title":"T","labels":["x"],"milestone":"3"} | POST /repos/a%20b/r/issues {"title":"T","labels":["x"],"milestone":3}
                    GetIssue          | {"owner":"o","repo":"r/../x","number":7}                             | GET /repos/o/r%2F..%2Fx/issues/7
                    UpdateIssue       | {"owner":"o","repo":"r","number":7,"state":"closed"}                 | PATCH /repos/o/r/issues/7 {"state":"closed"}
                    CreateComment     | {"owner":"o","repo":"r","number":7,"body":"B"}                       | POST /repos/o/r/issues/7/comments {"body":"B"}
                    CreatePullRequest | {"owner":"o","repo":"r","title":"T","head":"h","base":"b","draft":"true"} | POST /repos/o/r/pulls {"title":"T","head":"h","base":"b","draft":true}
                    MergePullRequest  | {"owner":"o","repo":"r","number":7,"merge_method":"squash"}          | PUT /repos/o/r/pulls/7/merge {"merge_method":"squash"}
                    StartWorkflow     | {"owner":"o","repo":"r","workflow":"d.yml","ref":"main","inputs":{"a":"1"}} | POST /repos/o/r/actions/workflows/d.yml/dispatches {"ref":"main","inputs":{"a":"1"}}
                    """)
    void gitHubAcceptsTheRequests(String command, String arguments, String sent) {
        assertThat(github.sent(command, arguments), is(sent));
    }

    @Test
    void allPagesOfIssuesAreOneList() {
        var next =
                new Header(
                        "Link",
                        "<https://api.github.com/repositories/1/issues?page=2>; rel=\"next\"");
        var first = VendorRoute.json(200, "[{\"number\":1}]");
        vendor.on("GET", REPO + "/issues")
                .query("per_page", "100")
                .query("state", "open|closed|all")
                .query("labels", ".+")
                .responds(
                        new HttpResponse(
                                200, List.of(next, first.headers().getFirst()), first.body()));
        vendor.on("GET", "/repositories/1/issues")
                .query("page", "2")
                .responds(200, "[{\"number\":2}]");

        var done =
                github.run(
                        "ListIssues",
                        "{\"owner\":\"o\",\"repo\":\"r\",\"labels\":\"a,b\",\"since\":\"\"}");

        assertThat(BundledFile.text(done), is("[{\"number\":1},{\"number\":2}]"));
    }

    @ParameterizedTest(name = "{0} {1} -> {3}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    401 | 9 | {"message":"Bad credentials"} | GitHubAuthError 401 Bad credentials
                    403 | 9 | {"message":"Not allowed"}     | GitHubAuthError 403 Not allowed
                    403 | 0 | {"message":"API rate limit"}  | GitHubRateLimited 429 API rate limit
                    429 | 0 | {"message":"API rate limit"}  | GitHubRateLimited 429 API rate limit
                    404 | 9 | {"message":"Not Found","status":"404"} | GitHubNotFoundError 404 Not Found
                    422 | 9 | {"message":"Validation Failed","errors":[{"message":"x is bad"}]} | GitHubRequestFailed 422 Validation Failed; x is bad
                    502 | 9 | {"message":"Server Error"}    | GitHubRequestFailed 502 Server Error
                    """)
    void failuresHaveGitHubsReason(int status, String remaining, String body, String failure) {
        var json = VendorRoute.json(status, body);
        vendor.on("GET", REPO + "/issues")
                .query("per_page", ".*")
                .query("state", ".*")
                .responds(
                        new HttpResponse(
                                status,
                                List.of(
                                        json.headers().getFirst(),
                                        new Header("X-RateLimit-Remaining", remaining)),
                                json.body()));

        assertThat(github.failure("ListIssues", "{\"owner\":\"o\",\"repo\":\"r\"}"), is(failure));
    }

    @Test
    void credentialsComeFromAConnection() {
        assertThat(github.connectionTypes(), contains("bearer"));
    }
}
