package dev.connectorproxy;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.connectorproxy.provider.stripe.StripeServer;
import java.io.IOException;
import java.nio.file.Files;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What the server keeps, in a real browser: all rows, schemas, baselines, and events as they happen.
class WorkbenchKeptE2E extends WorkbenchFixture {
    private static final Pattern ID = Pattern.compile("\"connectorId\":\"([^\"]+)");
    private static final Pattern RUN = Pattern.compile("\"run\":(\\d+)");

    /// Creates the connector that is tried with one click.
    private String dummypay() throws Exception {
        var created = workbench().call("POST", "/examples/dummypay/connectors", "");
        var id = ID.matcher(created);
        assertThat(created, id.find(), is(true));
        return "/connectors/" + id.group(1);
    }

    private static void view(Page page, String name) {
        page.locator("task-tree").getByRole(AriaRole.LINK, treeLink(name)).click();
    }

    private static Locator.GetByRoleOptions treeLink(String name) {
        return new Locator.GetByRoleOptions().setName(Pattern.compile("^" + name + "( [0-9,]+)?$"));
    }

    @Test
    void allRowsAreSearchedAndLeadToTheirPage() throws Exception {
        var path = dummypay();
        workbench().call("POST", path + "/runs?wait=30", "{\"pageSize\":4}");
        var page = workbench().open();
        view(page, "All rows");

        assertThat(page.getByText("10 rows", exact())).isVisible();
        page.keyboard().press("/");
        page.keyboard().type("REFUNDED");
        assertThat(page.getByText("1 row", exact())).isVisible();
        page.locator("kept-view .exchange > summary").press("Enter");
        assertThat(page.locator("kept-view figure").first()).isVisible();
        assertThat(page.locator("kept-view")).containsText("Page of call");
        page.getByLabel("Contains").fill("");
        page.getByLabel("Created from").fill("2099-01-01");
        assertThat(page.getByText("None that fit.")).isVisible();
        page.getByLabel("Kind").selectOption("balances");
        assertThat(page.locator("kept-view .exchange > summary").first()).containsText("acc-1");
        page.locator("kept-view .exchange > summary").first().press("Enter");
        assertThat(page.locator("kept-view figure").first()).containsText("EUR");
        assertThat(page).hasURL(Pattern.compile("/kept/balances$"));

        assertThat(WorkbenchBrowser.violations(page), is(empty()));
    }

    @Test
    void whatOthersFetchRunAndDeleteIsSeenAsItHappens() throws Exception {
        var path = dummypay();
        var page = workbench().open();
        view(page, "All rows");
        assertThat(page.getByText("None of this kind was fetched.")).isVisible();

        workbench().call("POST", path + "/fetch/payments", "{\"pageSize\":3}");

        assertThat(page.locator("kept-view .exchange > summary")).hasCount(3);
        assertThat(page.getByRole(AriaRole.LINK, region("All rows 3"))).isVisible();
        view(page, "Runs");
        assertThat(page.getByText("No run yet.")).isVisible();
        var run = RUN.matcher(workbench().call("POST", path + "/runs", "{\"step\":true}"));
        assertThat(run.find(), is(true));
        assertThat(page.locator("h3 [role=status]")).hasText("paused");
        workbench().call("POST", path + "/runs/" + run.group(1) + "/continue", "");
        assertThat(page.locator("h3 [role=status]")).hasText("done");
        page.getByRole(AriaRole.LINK, region("New")).click();
        assertThat(page.locator("connector-list li")).containsText("dummypay · 23 rows");
        assertThat(WorkbenchBrowser.violations(page), is(empty()));
        page.goBack();
        assertThat(page.locator("h3 [role=status]")).hasText("done");
        assertThat(page.getByRole(AriaRole.LINK, region("All rows 23"))).isVisible();
        workbench().call("DELETE", path, "");
        assertThat(page.getByText("Which provider?")).isVisible();
    }

    @Test
    void schemasAreKeptExportedAndCompared() throws Exception {
        try (var stripe = stripe()) {
            var page = tryStripe(stripe);
            button(page, "First page").click();
            assertThat(rows(page).first()).isVisible();
            view(page, "Schemas");
            page.locator("schema-view summary").first().press("Enter");
            assertThat(page.locator("schema-view pre").first()).containsText("\"type\"");
            button(page, "Keep as the baseline").click();
            assertThat(page.getByText(Pattern.compile("^Kept \\d+ schema"))).isVisible();
            var exported = downloaded(page, "Export the baseline");
            assertThat(exported, not(containsString(StripeServer.KEY)));
            var other =
                    exported.replaceFirst("\"type\": \"(string|boolean)\"", "\"type\": \"array\"");
            page.getByLabel("Import a baseline of schemas")
                    .setInputFiles(
                            Files.writeString(folder().resolve("schemas-before.json"), other));
            assertThat(page.getByText(Pattern.compile("^Imported \\d+ schema"))).isVisible();
            button(page, "Compare with the baseline").click();

            assertThat(page.getByText("1 breaking")).isVisible();
            assertThat(page.locator("schema-view .differences li"))
                    .containsText("type array is now");
            assertThat(WorkbenchBrowser.violations(page), is(empty()));
        }
    }

    @Test
    void rowsAreKeptAsABaselineAndLaterOnesComparedWithIt() throws Exception {
        var path = dummypay();
        workbench().call("POST", path + "/runs?wait=30", "");
        var page = workbench().open();
        view(page, "Baselines");
        page.getByLabel("Baseline name").fill("before");
        page.getByLabel("Baseline name").press("Enter");
        page.getByRole(AriaRole.BUTTON, name("Compare baseline")).click();
        assertThat(page.getByText("every row is the same.")).isVisible();
        var order =
                "{\"reference\":\"t-1\",\"amount\":250,\"asset\":\"EUR/2\",\"sourceAccount\":{\"reference\":\"acc-2\"},\"destinationAccount\":{\"reference\":\"acc-1\"}}";
        workbench().call("POST", path + "/transfers", order);
        workbench().call("POST", path + "/runs?wait=30", "");

        page.getByRole(AriaRole.BUTTON, name("Compare baseline")).click();

        assertThat(page.locator("baseline-view h4").first()).isVisible();
        assertThat(page.locator("baseline-view")).containsText("added");
        WorkbenchBrowser.picture(page, "baseline-compared");
        assertThat(WorkbenchBrowser.violations(page), is(empty()));
        var file =
                Files.writeString(
                        folder().resolve("before.json"),
                        downloaded(page, page.locator("[aria-label^='Export baseline']")));
        page.getByRole(AriaRole.BUTTON, name("Delete baseline")).click();
        assertThat(page.getByText("None yet: fetch rows")).isVisible();
        page.getByLabel("Import a baseline of rows").setInputFiles(file);
        assertThat(page.locator("baseline-view li").first()).containsText("before");
    }

    private static String downloaded(Page page, String button) throws IOException {
        return downloaded(page, button(page, button));
    }

    private static String downloaded(Page page, Locator button) throws IOException {
        return Files.readString(page.waitForDownload(button::click).path());
    }
}
