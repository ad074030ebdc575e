package dev.connectorproxy.declarative.bundled;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NotionFileTest {
    private final VendorApi vendor =
            new VendorApi("https://api.notion.com/v1").header("Notion-Version", "2022-06-28");
    private final BundledFile notion = BundledFile.of("notion", vendor);

    NotionFileTest() {
        vendor.on("POST", "/pages")
                .json(
                        """
                        {"type": "object", "required": ["parent", "properties"], "properties": {"parent": {"required": ["database_id"]}, "properties": {"type": "object"}, "children": {"type": "array"}}, "additionalProperties": false}\
                        """);
        vendor.on("GET", "/pages/{page}");
        vendor.on("PATCH", "/pages/{page}")
                .json(
                        """
                        {"type": "object", "required": [], "properties": {"properties": {"type": "object"}, "archived": {"type": "boolean"}}, "additionalProperties": false}\
                        """);
        vendor.on("PATCH", "/blocks/{page}/children")
                .json(
                        """
                        {"type": "object", "required": ["children"], "properties": {"children": {"type": "array", "minItems": 1}}, "additionalProperties": false}\
                        """);
        vendor.on("POST", "/databases/{database}/query")
                .json(
                        """
                        {"type": "object", "required": [], "properties": {"filter": {"type": "object"}, "sorts": {"type": "array"}, "page_size": {"type": "integer"}, "start_cursor": {"type": "string"}}, "additionalProperties": false}\
                        """);
        vendor.on("POST", "/search")
                .json(
                        """
                        {"type": "object", "required": [], "properties": {"query": {"type": "string"}, "start_cursor": {"type": "string"}}, "additionalProperties": false}\
                        """);
        vendor.on("POST", "/comments")
                .json(
                        """
                        {"type": "object", "required": ["parent", "rich_text"], "properties": {"parent": {"required": ["page_id"]}, "rich_text": {"type": "array"}}, "additionalProperties": false}\
                        """);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    CreatePage    | {"database":"d1","properties":{"Name":{"title":[]}}} | POST /v1/pages {"parent":{"database_id":"d1"},"properties":{"Name":{"title":[]}}}
                    GetPage       | {"page":"p1"} | GET /v1/pages/p1
                    UpdatePage    | {"page":"p1","archived":"true"} | PATCH /v1/pages/p1 {"archived":true}
                    AppendBlocks  | {"page":"p1","children":[{"type":"divider","divider":{}}]} | PATCH /v1/blocks/p1/children {"children":[{"type":"divider","divider":{}}]}
                    QueryDatabase | {"database":"d1","filter":{"property":"Done"},"start_cursor":""} | POST /v1/databases/d1/query {"filter":{"property":"Done"},"page_size":100}
                    Search        | {"query":"x"} | POST /v1/search {"query":"x"}
                    CreateComment | {"page":"p1","rich_text":[{"text":{"content":"C"}}]} | POST /v1/comments {"parent":{"page_id":"p1"},"rich_text":[{"text":{"content":"C"}}]}
                    """)
    void notionAcceptsTheRequests(String command, String arguments, String sent) {
        assertThat(notion.sent(command, arguments), is(sent));
    }

    @Test
    void allPagesAreOneList() {
        vendor.on("GET", "/blocks/{page}/children")
                .query("page_size", "100")
                .query("start_cursor", "c2")
                .responds(
                        200,
                        "{\"results\":[{\"id\":\"1\"}],\"has_more\":true,\"next_cursor\":\"c2\"}")
                .responds(
                        200,
                        "{\"results\":[{\"id\":\"2\"}],\"has_more\":false,\"next_cursor\":null}");

        var done = notion.run("ListBlocks", "{\"page\":\"p1\"}");

        assertThat(BundledFile.text(done), is("[{\"id\":\"1\"},{\"id\":\"2\"}]"));
        assertThat(
                vendor.last().line(),
                is("GET /v1/blocks/p1/children?page_size=100&start_cursor=c2"));
    }

    @ParameterizedTest(name = "{0} {1} -> {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    401 | {"status":401,"code":"unauthorized","message":"API token is invalid."} | NotionAuthError 401 API token is invalid.
                    404 | {"code":"object_not_found","message":"Could not find page"} | NotionNotFoundError 404 Could not find page
                    409 | {"code":"conflict_error","message":"Conflict occurred"} | NotionConflict 503 Conflict occurred
                    429 | {"code":"rate_limited","message":"slow down"} | NotionRateLimited 429 slow down
                    400 | {"code":"validation_error","message":"body failed validation"} | NotionRequestFailed 400 body failed validation
                    """)
    void failuresHaveTheReasonOfNotion(int status, String body, String failure) {
        vendor.on("GET", "/blocks/{page}/children")
                .query("page_size", "100")
                .responds(status, body);

        assertThat(notion.failure("ListBlocks", "{\"page\":\"p1\"}"), is(failure));
    }

    @Test
    void credentialsComeFromAConnection() {
        assertThat(notion.connectionTypes(), contains("bearer"));
    }
}
