package dev.connectorproxy;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.connectorproxy.provider.stripe.StripeServer;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/// What the workbench saves, in a real browser: tests, snapshots and exports.
class WorkbenchSavesE2E extends WorkbenchFixture {
    @Test
    void aPageIsSavedAsATestThatIsCopiedAndDownloadedWithoutSecrets() throws Exception {
        try (var stripe = stripe()) {
            announce("demo-stripe", "stripe", stripe.url(), StripeServer.KEY);
            var page = workbench().open();
            button(page, "Try demo-stripe").click();
            button(page, "Run").click();
            assertThat(rows(page).first()).isVisible();

            page.getByText("Save as test").press("Enter");
            assertThat(page.getByLabel("Package")).hasValue("com.example.stripe");
            page.getByLabel("Class name").fill("lower");
            button(page, "Make test").click();
            assertThat(page.getByRole(AriaRole.ALERT)).containsText("an upper-case letter");
            page.getByLabel("Class name").fill("FetchAll");
            page.getByLabel("Class name").press("Enter");

            assertThat(page.getByRole(AriaRole.REGION, region("FetchAllTest.java")))
                    .containsText("class FetchAllTest extends RecordedTest");
            assertThat(page.getByText("mvn test -Dtest=FetchAllTest")).isVisible();
            button(page, "Copy FetchAllTest.java").click();
            assertThat(page.getByText("Copied", exact())).isVisible();
            assertThat(
                    (String) page.evaluate("() => navigator.clipboard.readText()"),
                    containsString("package com.example.stripe;"));
            var recording = downloaded(page, "Download FetchAllTest.json");
            assertThat(recording, containsString("\"calls\""));
            assertThat(recording, not(containsString(StripeServer.KEY)));
        }
    }

    @Test
    void aRunIsSavedAsATestAndWrittenWhereTheServerMay() throws Exception {
        var project = Files.createDirectory(folder().resolve("project"));
        try (var author = new WorkbenchBrowser(project, "tests-directory: \"" + project + "\"")) {
            var page = author.open();
            button(page, "Try dummypay").click();
            page.getByRole(AriaRole.LINK, link("Runs")).click();
            button(page, "Run from the start").click();
            assertThat(page.locator("h3 [role=status]")).hasText("done");

            page.getByText("Save as test").click();
            button(page, "Make test").click();

            assertThat(page.getByText("written", exact())).hasCount(2);
            var written = "src/test/java/com/example/dummypay/FullRunTest.java";
            assertThat(Files.exists(project.resolve(written)), is(true));
        }
    }

    /// The text of the file that a button saves.
    private static String downloaded(Page page, String button) throws IOException {
        var download = page.waitForDownload(() -> button(page, button).click());
        return Files.readString(download.path());
    }
}
