package dev.connectorproxy.declarative.bundled;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Checked against Atlassian's OpenAPI description of the REST API v2 (2.0.0, openapi-v2.v3.json of February 2025).
class ConfluenceFileTest {
    private static final String BODY =
            """
            {"type": "object", "required": ["representation", "value"], "properties": {"representation": {"enum": ["storage", "atlas_doc_format", "wiki"]}, "value": {"type": "string"}}, "additionalProperties": false}\
            """;

    private final VendorApi vendor = new VendorApi("https://acme.atlassian.net/wiki/api/v2");
    private final BundledFile confluence =
            BundledFile.of("confluence", vendor).connection("site", "acme");

    ConfluenceFileTest() {
        vendor.on("POST", "/pages")
                .json(
                        """
                        {"type": "object", "required": ["spaceId", "title"], "properties": {"spaceId": {"type": "string"}, "status": {"enum": ["current", "draft"]}, "title": {"type": "string"}, "parentId": {"type": "string"}, "body": %s}, "additionalProperties": false}\
                        """
                                .formatted(BODY));
        vendor.on("PUT", "/pages/{p}")
                .json(
                        """
                        {"type": "object", "required": ["id", "status", "title", "body", "version"], "properties": {"id": {"type": "string"}, "status": {"enum": ["current", "draft"]}, "title": {"type": "string"}, "body": %s, "version": {"type": "object", "required": ["number"], "properties": {"number": {"type": "integer"}, "message": {"type": "string"}}, "additionalProperties": false}}, "additionalProperties": false}\
                        """
                                .formatted(BODY));
        vendor.on("DELETE", "/pages/{p}").responds(204, "");
        vendor.on("POST", "/footer-comments")
                .json(
                        """
                        {"type": "object", "properties": {"pageId": {"type": "string"}, "body": %s}, "additionalProperties": false}\
                        """
                                .formatted(BODY))
                .responds(201, "{}");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    CreatePage | {"space":"7","title":"T","content":"<p>C</p>","parent":"9"} | POST /wiki/api/v2/pages {"status":"current","spaceId":"7","title":"T","body":{"value":"<p>C</p>","representation":"storage"},"parentId":"9"}
                    UpdatePage | {"page":"1","version":2,"title":"T","content":"C","format":"wiki","message":"M"} | PUT /wiki/api/v2/pages/1 {"id":"1","status":"current","title":"T","body":{"representation":"wiki","value":"C"},"version":{"number":2,"message":"M"}}
                    DeletePage | {"page":"1"} | DELETE /wiki/api/v2/pages/1
                    AddComment | {"page":"1","content":"<p>C</p>"} | POST /wiki/api/v2/footer-comments {"pageId":"1","body":{"value":"<p>C</p>","representation":"storage"}}
                    """)
    void confluenceAcceptsTheRequests(String command, String arguments, String sent) {
        assertThat(confluence.sent(command, arguments), is(sent));
    }

    @Test
    void allPagesAreOneList() {
        vendor.on("GET", "/spaces")
                .requiredQuery("limit", "250")
                .query("keys", "SALES")
                .query("cursor", "c1")
                .responds(
                        200,
                        "{\"results\":[{\"id\":\"1\"}],\"_links\":{\"next\":\"/wiki/api/v2/spaces?limit=250&cursor=c1\",\"base\":\"https://acme.atlassian.net/wiki\"}}")
                .responds(200, "{\"results\":[{\"id\":\"2\"}],\"_links\":{}}");

        var done = confluence.run("ListSpaces", "{\"keys\":[\"SALES\"]}");

        assertThat(BundledFile.text(done), is("[{\"id\":\"1\"},{\"id\":\"2\"}]"));
        assertThat(vendor.last().line(), is("GET /wiki/api/v2/spaces?limit=250&cursor=c1"));
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    UpdatePage | {"page":"1","version":1,"title":"T","content":"C"} | version
                    CreatePage | {"space":"7","title":"T","content":"C","format":"html"} | format
                    """)
    void whatConfluenceWouldRefuseIsNotSent(String command, String arguments, String message) {
        assertThat(confluence.refusal(command, arguments), containsString(message));
    }

    @ParameterizedTest(name = "{0} {1} -> {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    401 | {"code":401,"message":"Unauthorized; scope does not match"} | ConfluenceAuthError 401 Unauthorized; scope does not match
                    404 | {"errors":[{"status":404,"code":"NOT_FOUND","title":"Not Found","detail":null}]} | ConfluenceNotFoundError 404 Not Found
                    409 | {"errors":[{"status":409,"code":"CONFLICT","title":"Version must be incremented","detail":"the current version is 3"}]} | ConfluenceConflict 409 Version must be incremented: the current version is 3
                    429 | {"code":429,"message":"Rate limit exceeded."} | ConfluenceRateLimited 429 Rate limit exceeded.
                    400 | {"errors":[{"status":400,"title":"a"},{"status":400,"title":"b"}]} | ConfluenceRequestFailed 400 a; b
                    """)
    void failuresHaveTheReasonOfConfluence(int status, String body, String failure) {
        vendor.on("GET", "/pages/{p}").query("body-format", ".+").responds(status, body);

        assertThat(confluence.failure("GetPage", "{\"page\":\"1\"}"), is(failure));
    }

    @Test
    void credentialsComeFromAConnection() {
        assertThat(confluence.connectionTypes(), contains("basic"));
    }
}
