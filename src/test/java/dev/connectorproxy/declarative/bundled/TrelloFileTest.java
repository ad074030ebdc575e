package dev.connectorproxy.declarative.bundled;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrelloFileTest {
    private final VendorApi vendor = new VendorApi("https://api.trello.com/1");
    private final BundledFile trello = BundledFile.of("trello", vendor);

    TrelloFileTest() {
        vendor.on("POST", "/cards")
                .json(
                        """
                        {"type": "object", "required": ["idList"], "properties": {"idList": {"type": "string"}, "name": {"type": "string"}, "desc": {"type": "string"}, "due": {"type": "string"}, "idLabels": {"type": "array"}, "idMembers": {"type": "array"}}, "additionalProperties": false}\
                        """);
        vendor.on("PUT", "/cards/{c}")
                .json(
                        """
                        {"type": "object", "required": [], "properties": {"idList": {"type": "string"}, "name": {"type": "string"}, "desc": {"type": "string"}, "due": {"type": "string"}, "closed": {"type": "boolean"}}, "additionalProperties": false}\
                        """);
        vendor.on("GET", "/cards/{c}");
        vendor.on("POST", "/cards/{c}/actions/comments")
                .json(
                        """
                        {"type": "object", "required": ["text"], "properties": {"text": {"type": "string"}}, "additionalProperties": false}\
                        """);
        vendor.on("GET", "/lists/{l}/cards");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    CreateCard | {"list":"l1","name":"N","text":"","labels":["x"]} | POST /1/cards {"idList":"l1","name":"N","idLabels":["x"]}
                    UpdateCard | {"card":"c1","list":"l2","closed":"true"} | PUT /1/cards/c1 {"idList":"l2","closed":true}
                    GetCard    | {"card":"c1"} | GET /1/cards/c1
                    AddComment | {"card":"c1","text":"T"} | POST /1/cards/c1/actions/comments {"text":"T"}
                    ListCards  | {"list":"l1"} | GET /1/lists/l1/cards
                    """)
    void trelloAcceptsTheRequests(String command, String arguments, String sent) {
        assertThat(trello.sent(command, arguments), is(sent));
    }

    @ParameterizedTest(name = "{0} {1} -> {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    401 | {"message":"invalid key"} | TrelloAuthError 401 invalid key
                    404 | {"message":"board not found"} | TrelloNotFoundError 404 board not found
                    429 | {"error":"API_TOKEN_LIMIT_EXCEEDED","message":"Rate limit exceeded"} | TrelloRateLimited 429 Rate limit exceeded
                    400 | {"message":"invalid id"} | TrelloRequestFailed 400 invalid id
                    """)
    void failuresHaveTheReasonOfTrello(int status, String body, String failure) {
        vendor.on("GET", "/boards/{b}/lists").responds(status, body);

        assertThat(trello.failure("ListLists", "{\"board\":\"b1\"}"), is(failure));
    }

    @Test
    void credentialsComeFromAConnection() {
        assertThat(trello.connectionTypes(), contains("api-key"));
    }
}
