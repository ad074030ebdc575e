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
            var page = tryStripe(stripe);
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
        try (var author =
                new WorkbenchBrowser(
                        project, "dev-server: {tests-directory: \"" + project + "\"}")) {
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

    @Test
    void aSnapshotIsPlayedOfflineAndTheNearestIsNamedForARequestWithoutOne() throws Exception {
        try (var stripe = stripe()) {
            var page = tryStripe(stripe);
            button(page, "First page").click();
            assertThat(rows(page).first()).isVisible();
            page.getByText("Save as snapshot").first().press("Enter");
            page.getByLabel("Snapshot name").fill("first accounts");
            page.getByLabel("Tags, with commas between").fill("smoke, accounts");
            page.getByLabel("Description").fill("Of a fresh account.");
            page.getByLabel("Snapshot name").press("Enter");
            page.getByText("see them").press("Enter");
            assertThat(page.locator("details.exchange").first()).containsText("first accounts");
            assertThat(page.locator("details.exchange").first())
                    .containsText("Of a fresh account.");

            page.getByLabel("Only with the tags").fill("smoke");
            button(page, "Go offline").press("Enter");
            assertThat(page.locator(".banner")).containsText("Nothing is sent");
            page.locator("task-tree a").first().click();
            button(page, "First page").click();
            assertThat(page.getByText("Page 1")).isVisible();
            assertThat(page.locator("page-panel [role=alert]")).hasCount(0);
            page.getByLabel("Page size").fill("3");
            button(page, "First page").click();
            assertThat(page.locator("page-panel [role=alert]")).containsText("the nearest is");
            assertThat(page.locator(".banner")).containsText("there was none for 1 request");
            page.getByRole(AriaRole.LINK, link("Snapshots").setExact(true)).click();
            assertThat(page.getByLabel("Requests without a snapshot"))
                    .containsText("nearest: first accounts");
            button(page, "Back online").press("Enter");
            assertThat(page.locator(".banner")).hasCount(0);
        }
    }

    @Test
    void snapshotsAreExportedDeletedAndImported() throws Exception {
        try (var stripe = stripe()) {
            var page = tryStripe(stripe);
            button(page, "First page").click();
            page.locator("exchange-list summary").first().click();
            page.locator("exchange-detail").getByText("Save as snapshot").click();
            page.locator("exchange-detail").getByLabel("Tags, with commas between").fill("one");
            button(page, "Keep snapshot").click();
            page.getByText("see them").click();

            var recording =
                    Files.writeString(
                            folder().resolve("recording.json"),
                            downloaded(page, "Export snapshots"));
            assertThat(Files.readString(recording), not(containsString(StripeServer.KEY)));
            page.locator("details.exchange > summary").press("Enter");
            assertThat(page.locator("details.exchange pre").first()).containsText("***");
            page.getByRole(AriaRole.BUTTON, name("Delete snapshot")).click();
            assertThat(page.getByText("None: save one")).isVisible();
            page.getByLabel("Import snapshots").setInputFiles(recording);

            assertThat(page.getByText("Imported 1 snapshot.")).isVisible();
            assertThat(page.getByText("-d @recording.json")).isVisible();
            page.getByLabel("Only with the tags").fill("two");
            assertThat(page.getByText("None: save one")).isVisible();
        }
    }

    @Test
    void rowsAndStatesAreExportedAndImportedIntoAnotherConnector() throws Exception {
        var page = workbench().open();
        button(page, "Try dummypay").click();
        button(page, "Run").click();
        assertThat(rows(page)).hasCount(3);
        page.getByRole(AriaRole.LINK, link("Connector")).click();
        var session =
                Files.writeString(
                        folder().resolve("session.json"),
                        downloaded(page, "Export rows and states"));

        page.getByRole(AriaRole.LINK, link("New")).click();
        button(page, "Try dummypay").click();
        page.getByRole(AriaRole.LINK, link("Connector")).click();
        page.getByLabel("Import rows and states").setInputFiles(session);

        assertThat(page.getByText("Imported 3 rows and 1 state.")).isVisible();
        page.getByRole(AriaRole.LINK, link("States")).click();
        assertThat(page.getByRole(AriaRole.REGION, region("State of accounts"))).isVisible();
        page.getByRole(AriaRole.LINK, link("Connector")).click();
        page.getByLabel("Import rows and states").setInputFiles(Files.writeString(session, "{}"));
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("invalid export");
        button(page, "Start afresh").click();
        assertThat(page.getByText("Rows and states are forgotten.")).isVisible();
        page.getByRole(AriaRole.LINK, link("States")).click();
        assertThat(page.getByText("None yet: nothing was fetched.")).isVisible();
    }

    /// The text of the file that a button saves.
    private static String downloaded(Page page, String button) throws IOException {
        var download = page.waitForDownload(() -> button(page, button).click());
        return Files.readString(download.path());
    }
}
