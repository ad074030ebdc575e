package dev.connectorproxy.declarative.bundled;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import dev.connectorproxy.spi.HttpRequest.Header;
import dev.connectorproxy.spi.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The calls of m8flow's diagrams, and what GitHub does with them.
class GithubM8flowTest {
    private static final String REPO = "/repos/{owner}/{repo}";
    private static final String NUMBER = "[1-9][0-9]*";

    private final VendorApi vendor =
            new VendorApi("https://api.github.com")
                    .authorization("Bearer ghp_1")
                    .header("Accept", "application/vnd\\.github\\+json")
                    .header("X-GitHub-Api-Version", "2022-11-28");
    private final BundledFile github = BundledFile.of("github", vendor).withoutConnection();
    private final VendorRoute repository = vendor.on("GET", REPO);

    GithubM8flowTest() {
        vendor.on("GET", REPO + "/branches")
                .requiredQuery("per_page", NUMBER)
                .requiredQuery("page", NUMBER)
                .query("protected", "true|false");
        vendor.on("GET", REPO + "/pulls")
                .requiredQuery("per_page", NUMBER)
                .requiredQuery("page", NUMBER)
                .requiredQuery("state", "open|closed|all");
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    ConnectRepository | {"token":"ghp_1","owner":"octo","repo":"hello"} | GET /repos/octo/hello
                    ConnectRepository | {"token":"ghp_1","owner":"o/../x","repo":"r?a#b"} | GET /repos/o%2F..%2Fx/r%3Fa%23b
                    ListBranches      | {"token":"ghp_1","owner":"o","repo":"r"} | GET /repos/o/r/branches?per_page=30&page=1
                    ListBranches      | {"token":"ghp_1","owner":"o","repo":"r","protected":"True","per_page":"100","page":2} | GET /repos/o/r/branches?protected=true&per_page=100&page=2
                    ListBranches      | {"token":"ghp_1","owner":"o","repo":"r","protected":"","per_page":null} | GET /repos/o/r/branches?per_page=30&page=1
                    ListBranches      | {"token":"ghp_1","owner":"o","repo":"r","protected":"all"} | GET /repos/o/r/branches?per_page=30&page=1
                    ListPullRequests  | {"token":"ghp_1","owner":"o","repo":"r"} | GET /repos/o/r/pulls?state=open&per_page=30&page=1
                    ListPullRequests  | {"token":"ghp_1","owner":"o","repo":"r","state":"closed","per_page":5,"page":3} | GET /repos/o/r/pulls?state=closed&per_page=5&page=3
                    """)
    void gitHubAcceptsTheRequests(String command, String arguments, String sent) {
        assertThat(github.sent(command, arguments), is(sent));
    }

    @Test
    void theResultIsATextWithGitHubsJsonByteForByte() {
        repository.responds(200, "{\"id\": 1296269, \"full_name\":\"octo/hello\"}");

        var done =
                github.run(
                        "ConnectRepository",
                        "{\"token\":\"ghp_1\",\"owner\":\"octo\",\"repo\":\"hello\"}");

        assertThat(
                BundledFile.text(done),
                is("quoted {\"id\": 1296269, \"full_name\":\"octo/hello\"}"));
        assertThat(done.httpStatus().getAsInt(), is(200));
    }

    @ParameterizedTest(name = "{0} {1} {2} -> {3}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    401 | 9 | {"message":"Bad credentials"}            | GitHubAuthError 401 Bad credentials
                    403 | 9 | {"message":"Must have admin rights"}     | GitHubAuthError 403 Must have admin rights
                    403 | 0 | {"message":"API rate limit exceeded"}    | GitHubRateLimited 429 API rate limit exceeded
                    404 | 9 | {"message":"Not Found"}                  | GitHubNotFoundError 404 Not Found
                    422 | 9 | {"message":"Validation Failed"}          | GitHubRequestFailed 422 Validation Failed
                    500 | 9 | {"message":"Server Error"}               | GitHubRequestFailed 500 Server Error
                    """)
    void failuresHaveTheCodesOfM8flowAndTheBodyOfGitHub(
            int status, String remaining, String body, String failure) {
        var json = VendorRoute.json(status, body);
        repository.responds(
                new HttpResponse(
                        status,
                        List.of(
                                json.headers().getFirst(),
                                new Header("X-RateLimit-Remaining", remaining)),
                        json.body()));
        var arguments = "{\"token\":\"ghp_1\",\"owner\":\"o\",\"repo\":\"r\"}";

        assertThat(github.failure("ConnectRepository", arguments), is(failure));
        assertThat(
                BundledFile.text(github.run("ConnectRepository", arguments)), is("quoted " + body));
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {"owner":"o","repo":"r"}                           | required parameter 'token' (str) is missing
                    {"token":"","owner":"o","repo":"r"}                | parameter 'token' is required
                    {"token":"t","owner":"","repo":"r"}                | parameter 'owner' is required
                    {"token":"t","owner":"o","repo":".."}              | parameter 'repo' must not be
                    {"token":"t","owner":"o","repo":"r","protected":"yes"} | parameter 'protected' must be one of true, false, all
                    {"token":"t","owner":"o","repo":"r","page":0}      | parameter 'page' must be
                    """)
    void wrongArgumentsAreRefusedBeforeAnythingIsSent(String arguments, String message) {
        assertThat(github.refusal("ListBranches", arguments), startsWith(message));
        assertThat(vendor.accepted().size(), is(0));
    }

    @Test
    void aWrongTokenIsAnAuthError() {
        assertThat(
                github.failure(
                        "ConnectRepository", "{\"token\":\"x\",\"owner\":\"o\",\"repo\":\"r\"}"),
                startsWith("GitHubAuthError 401"));
    }

    @Test
    void theTokenIsASecretThatAConnectionReplaces() {
        var spec = github.spec("ListBranches");

        assertThat(
                spec.parameters().stream()
                        .filter(parameter -> parameter.details().secret())
                        .map(parameter -> parameter.id())
                        .toList(),
                is(List.of("token")));
        assertThat(spec.details().connections().getFirst().credentials(), is(List.of("token")));
        assertThat(
                github.spec("CreateIssue").details().connections().getFirst().credentials(),
                is(List.of()));
    }
}
