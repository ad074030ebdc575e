package dev.connectorproxy.declarative;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.HttpRequest;
import dev.connectorproxy.spi.HttpRequest.Header;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PagesTest {
    private static final String URL = "https://api.example/v1/x";

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    `</v1/x?page=2>; rel="next"`
                    `<https://api.example/v1/x?page=2>; rel=next`
                    `<https://api.example/v1/x?page=9>; rel="last", <?page=2>; title="a, b; c"; rel="prefetch next"`
                    `<https://api.example:443/v1/x?page=2#top>;REL="NEXT"`
                    """)
    void theNextPageIsThatOfTheLinkHeader(String link) {
        var connector =
                list("{next: link}")
                        .respondsJson("[1, 2.50]", new Header("Link", link))
                        .respondsJson("[3]");

        var done = connector.run("{}");

        assertThat(FileConnector.text(done), is("[1,2.50,3]"));
        assertThat(done.logs(), is(empty()));
        assertThat(connector.requests.getLast().url().replace(":443", ""), is(URL + "?page=2"));
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    ; title=" | a     | "
                    ; title=" | \\\\   | "
                    ``        | ; a=b | ``
                    ;         | `;`   | `, <?page=2>`
                    """)
    void aLinkHeaderOfAnyLengthIsRead(String begin, String repeated, String end) {
        var link = "<?page=2>" + begin + repeated.repeat(100_000) + end + "; rel=next";

        assertThat(PageLink.next(List.of(new Header("Link", link))), is(Optional.of("?page=2")));
    }

    @Test
    void aCursorOfTheResponseIsPutIntoTheQuery() {
        var connector =
                list("{next: cursor, from: meta.next, to: cursor, items: data}")
                        .respondsJson("{\"data\": [{\"id\": 1}], \"meta\": {\"next\": \"a=&b\"}}")
                        .respondsJson(
                                "{\"data\": [{\"id\": 2}, {\"id\": 3}], \"meta\": {\"next\": \"c\"}}")
                        .respondsJson("{\"data\": [], \"meta\": {\"next\": null}}");

        var done = connector.run("{\"q\": \"z\"}");

        assertThat(FileConnector.text(done), is("[{\"id\":1},{\"id\":2},{\"id\":3}]"));
        assertThat(
                urls(connector),
                contains(URL + "?q=z", URL + "?q=z&cursor=a%3D%26b", URL + "?q=z&cursor=c"));
    }

    @Test
    void aUrlOfTheResponseIsFollowed() {
        var connector =
                list("{next: url, from: '`@odata.nextLink`', items: value}")
                        .respondsJson(
                                "{\"value\": [1], \"@odata.nextLink\": \"https://api.example/v1/x?$skip=1\"}")
                        .respondsJson("{\"value\": [2]}");

        assertThat(FileConnector.text(connector.run("{}")), is("[1,2]"));
        assertThat(connector.requests.getLast().url(), is(URL + "?$skip=1"));
    }

    @Test
    void pagesAreNumberedUntilOneIsNotFull() {
        var connector =
                list("{next: page, parameter: page, size: 2}")
                        .respondsJson("[1, 2]")
                        .respondsJson("[3]");

        assertThat(FileConnector.text(connector.run("{}")), is("[1,2,3]"));
        assertThat(urls(connector), contains(URL, URL + "?page=2"));
    }

    @Test
    void anOffsetCountsTheItemsUntilAPageIsEmpty() {
        var connector =
                list("{next: offset, parameter: skip, items: r}")
                        .respondsJson("{\"r\": [1, 2]}")
                        .respondsJson("{\"r\": [3]}")
                        .respondsJson("{\"r\": []}");

        assertThat(FileConnector.text(connector.run("{}")), is("[1,2,3]"));
        assertThat(urls(connector), contains(URL, URL + "?skip=2", URL + "?skip=3"));
    }

    @Test
    void aListThatIsCutSaysSo() {
        var connector =
                list("{next: page, parameter: page, limit: 3}")
                        .respondsJson("[1, 2]")
                        .respondsJson("[3, 4]");

        var done = connector.run("{}");

        assertThat(FileConnector.text(done), is("[1,2,3]"));
        assertThat(done.logs(), contains("the list is cut at 3 items (pages.limit)"));
    }

    @Test
    void requestsAreLimited() {
        var connector =
                list("{next: page, parameter: page, requests: 2}")
                        .respondsJson("[1]")
                        .respondsJson("[2]");

        var done = connector.run("{}");

        assertThat(connector.requests.size(), is(2));
        assertThat(done.logs(), contains("the list is cut after 2 requests (pages.requests)"));
    }

    @Test
    void aTargetThatIgnoresThePageDoesNotLoop() {
        var connector =
                list("{next: page, parameter: page}").respondsJson("[1]").respondsJson("[1]");

        var done = connector.run("{}");

        assertThat(FileConnector.text(done), is("[1]"));
        assertThat(
                done.logs(), contains("the list ends where the target sent the same page again"));
    }

    @Test
    void aLinkToAPageThatWasFetchedDoesNotLoop() {
        var connector =
                list("{next: link}")
                        .respondsJson("[1]", new Header("Link", "<?page=2>; rel=next"))
                        .respondsJson("[2]", new Header("Link", "<" + URL + ">; rel=next"));

        var done = connector.run("{}");

        assertThat(FileConnector.text(done), is("[1,2]"));
        assertThat(done.logs(), contains("the list ends where the target refers to a page again"));
    }

    @ParameterizedTest
    @CsvSource({"https://evil.example/x", "http://api.example/v1/x", "//evil.example", "::"})
    void aNextPageAtAnotherOriginIsRefused(String link) {
        var connector =
                list("{next: link}")
                        .respondsJson("[1]", new Header("Link", "<" + link + ">; rel=next"));

        var failure = assertThrows(ConnectorException.class, () -> connector.run("{}"));

        assertThat(failure.code(), is("EgressBlocked"));
        assertThat(connector.requests.size(), is(1));
    }

    @Test
    void aPageThatFailsIsTheFailureOfTheCall() {
        var connector =
                list("{next: page, parameter: page}")
                        .respondsJson("[1]")
                        .responds(500, "application/json", "{\"e\": 1}");

        var done = connector.run("{}");

        assertThat(done.error().orElseThrow().code(), is("HttpError500"));
        assertThat(FileConnector.text(done), is("{\"e\": 1}"));
    }

    @Test
    void aResultIsMadeOfTheWholeList() {
        var connector =
                FileConnector.ofCommand(
                                "request: {path: /x}\nresult: '$sum($)'\npages: {next: page, parameter: page}")
                        .respondsJson("[1, 2]")
                        .respondsJson("[3]")
                        .respondsJson("[]");

        assertThat(FileConnector.text(connector.run("{}")), is("6"));
    }

    @Test
    void aResponseThatIsNoListIsAFailure() {
        var connector = list("{next: link}").respondsJson("{\"data\": [1]}");

        var failure = assertThrows(ConnectorException.class, () -> connector.run("{}"));

        assertThat(
                failure.getMessage(),
                is("the response is no list; pages.items must say where in it the list is"));
    }

    private static FileConnector list(String pages) {
        return FileConnector.ofCommand("request: {path: /x}\nparameters: {q: {}}\npages: " + pages);
    }

    private static List<String> urls(FileConnector connector) {
        return connector.requests.stream().map(HttpRequest::url).toList();
    }
}
