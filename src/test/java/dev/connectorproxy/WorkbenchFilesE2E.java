package dev.connectorproxy;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// Connectors that are files in the workbench, in a real browser.
class WorkbenchFilesE2E extends WorkbenchFixture {
    private static final String KEY = "canary-9b2e7d";

    private RecordingUpstream upstream;

    @Override
    String settings(Path folder) throws IOException {
        upstream = RecordingUpstream.json("{\"number\":7,\"state\":\"open\"}");
        Files.createDirectories(folder.resolve("connectors"));
        write(folder, "result: number");
        return "dev-server: {egress: {allow: [127.0.0.1]}}\nconnectors: {directories: [%s]}"
                .formatted(folder.resolve("connectors"));
    }

    private void write(Path folder, String result) throws IOException {
        Files.writeString(
                folder.resolve("connectors/shop.yaml"),
                """
                connector: shop
                title: Shop
                description: Orders of a shop.
                server: %s
                commands:
                  Order:
                    title: Show an order
                    description: Shows one order.
                    request: {path: "/orders/{id}"}
                    parameters:
                      id: {type: int, required: true, label: Number}
                      key: {in: header, name: X-Key, secret: true, label: Key}
                      lang: {in: query, enum: [en, de], visibility: advanced}
                    %s
                  Cancel:
                    request: {method: POST, path: "/orders/{id}/cancel"}
                    parameters: {id: {type: int, required: true}}
                """
                        .formatted(upstream.url(), result));
    }

    @AfterAll
    void closeUpstream() {
        upstream.close();
    }

    private Page shop() {
        var page = workbench().open();
        page.getByRole(AriaRole.LINK, region("Files")).click();
        page.getByRole(AriaRole.LINK, region("Shop")).click();
        return page;
    }

    @Test
    void aCommandIsRunChangedAndRunAgain() throws IOException {
        write(folder(), "result: number");
        var page = shop();
        page.getByLabel("Number").fill("7");
        page.locator("#argument-key").fill(KEY);
        button(page, "Run").click();

        assertThat(page.getByRole(AriaRole.REGION, region("Response"))).containsText("\"body\": 7");
        page.locator("summary code").click();
        assertThat(page.locator("exchange-detail")).containsText("X-Key: ***");
        WorkbenchBrowser.picture(page, "file-command");
        write(folder(), "result: state");
        assertThat(page.locator("call-changes")).containsText("replace /command_response/body");
        assertThat(page.locator("call-changes")).containsText("\"open\"");
        WorkbenchBrowser.picture(page, "file-changed");

        assertThat(page.content(), not(containsString(KEY)));
        assertThat(WorkbenchBrowser.violations(page), is(empty()));
    }

    @Test
    void aBrokenFileIsNamedWithItsLine() throws IOException {
        var page = shop();
        write(folder(), "resuld: state");
        assertThat(page.locator("command-view").getByRole(AriaRole.ALERT))
                .containsText("shop.yaml:");
        page.getByRole(AriaRole.LINK, link("Files")).click();
        button(page, "Look for changes").click();

        assertThat(page.getByRole(AriaRole.ALERT)).containsText("shop.yaml:");
        WorkbenchBrowser.picture(page, "file-broken");
        assertThat(WorkbenchBrowser.violations(page), is(empty()));
        write(folder(), "result: number");
        button(page, "Look for changes").click();
        assertThat(page.getByRole(AriaRole.ALERT)).hasCount(0);
    }

    @Test
    void faultsTimelineAndOtherCommandsAreReached() throws IOException {
        write(folder(), "result: number");
        var page = shop();
        page.getByRole(AriaRole.LINK, link("Faults")).click();
        button(page, "Add fault").click();
        assertThat(page.locator("fault-view li")).hasCount(1);
        page.getByRole(AriaRole.LINK, link("Cancel")).click();
        page.locator("#argument-id").fill("7");
        button(page, "Run").click();
        assertThat(page.getByText("HttpError429", exact())).isVisible();
        page.getByRole(AriaRole.LINK, link("Timeline")).click();

        assertThat(page.locator("timeline-view")).containsText("run Cancel");
    }

    @Test
    void theFormFitsANarrowScreenAndTheDark() throws IOException {
        write(folder(), "result: number");
        var page = workbench().open(ColorScheme.DARK, 320, 700);
        page.navigate("/#/file-shop/Order");
        page.getByLabel("Number").fill("7");
        button(page, "Run").click();
        assertThat(page.getByRole(AriaRole.REGION, region("Response"))).isVisible();
        WorkbenchBrowser.picture(page, "file-narrow");

        assertThat(WorkbenchBrowser.overflows(page), is(false));
        assertThat(WorkbenchBrowser.violations(page), is(empty()));
    }
}
