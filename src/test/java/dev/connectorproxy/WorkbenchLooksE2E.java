package dev.connectorproxy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.connectorproxy.provider.stripe.StripeServer;
import dev.connectorproxy.provider.stripe.StripeWorld;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every view of the workbench on screens of several sizes, light and dark: axe finds nothing, nothing is wider than the
/// screen, and a picture of each is in `target/workbench`, for people.
class WorkbenchLooksE2E {
    @TempDir private static Path folder;
    private static WorkbenchBrowser workbench;
    private static StripeServer stripe;

    private final List<String> found = new ArrayList<>();

    @BeforeAll
    static void start() throws Exception {
        Assumptions.assumeTrue(
                Files.exists(WorkbenchBrowser.CHROMIUM),
                "no browser at " + WorkbenchBrowser.CHROMIUM + ": apt-get install chromium");
        workbench = new WorkbenchBrowser(folder, "dev-server: {egress: {allow: [127.0.0.1]}}");
        stripe = new StripeServer(new StripeWorld.Size(7, 3, 3, 60));
        workbench.call(
                "PUT",
                "/examples/stripe",
                "{\"provider\":\"stripe\",\"description\":\"A server like Stripe's.\",\"config\":{\"apiKey\":\"%s\",\"endpoint\":\"%s\"}}"
                        .formatted(StripeServer.KEY, stripe.url()));
    }

    @AfterAll
    static void stop() {
        if (workbench != null) {
            workbench.close();
            stripe.close();
        }
    }

    @AfterEach
    void startAfresh() throws Exception {
        workbench.startAfresh();
    }

    @ParameterizedTest
    @CsvSource({"LIGHT, 1280, 800", "DARK, 1280, 800", "LIGHT, 320, 640", "DARK, 3840, 2160"})
    void everyViewIsAccessibleAndFits(ColorScheme scheme, int width, int height) {
        var page = workbench.open(scheme, width, height);
        var suffix = "-" + scheme.name().toLowerCase(Locale.ROOT) + "-" + width;
        page.getByText("Try stripe").waitFor();
        look(page, "1-empty" + suffix);
        page.getByLabel("Provider").selectOption("wise");
        page.getByLabel("endpoint").fill("nowhere");
        page.locator(".problem").first().waitFor();
        look(page, "2-form" + suffix);

        page.getByText("Try stripe").click();
        page.getByText("Nothing fetched yet").waitFor();
        page.getByText("Run").first().click();
        page.locator(".view [role=row]").first().waitFor();
        look(page, "3-accounts" + suffix);
        page.locator("task-tree a", containing("Payments")).click();
        page.getByLabel("Page size").fill("20");
        page.keyboard().press("Tab");
        page.keyboard().press("n");
        page.locator(".view [role=row]").first().waitFor();
        page.keyboard().press("n");
        page.locator("#page-title", containing("2")).waitFor();
        look(page, "4-payments" + suffix);
        page.locator("exchange-list summary").first().click();
        page.locator("exchange-list pre").first().waitFor();
        look(page, "4b-exchange" + suffix);
        page.locator("exchange-list summary").first().click();
        page.getByText("Save as test").click();
        page.getByText("Make test").click();
        page.locator("save-test pre").first().waitFor();
        look(page, "4d-test" + suffix);
        page.getByText("Save as snapshot").last().click();
        page.getByText("Keep snapshot").last().click();
        page.getByText("see them").waitFor();
        look(page, "4e-snapshot" + suffix);
        page.locator("task-tree a", containing("Runs")).click();
        page.getByText("Run from the start").click();
        page.locator(".checks").waitFor();
        look(page, "4c-run" + suffix);
        page.locator("task-tree a", containing("Money")).click();
        page.getByText("Pay", new Page.GetByTextOptions().setExact(true)).click();
        page.locator("article").first().waitFor();
        look(page, "5-money" + suffix);
        page.locator("task-tree a", containing("Webhooks")).click();
        page.getByText("Create webhooks").click();
        page.getByText("Deliver", new Page.GetByTextOptions().setExact(true)).click();
        page.getByText("Re-sign").first().click();
        page.getByText("translate").waitFor();
        look(page, "6-webhooks" + suffix);
        page.locator("task-tree a", containing("States")).click();
        page.locator("article").first().waitFor();
        look(page, "7-states" + suffix);
        page.locator("task-tree a", containing("Faults")).click();
        page.getByText("Add fault").click();
        page.getByText("applied 0").waitFor();
        look(page, "7b-faults" + suffix);
        page.getByText("Remove all").click();
        page.locator("task-tree a", containing("Snapshots")).click();
        page.getByText("Go offline").click();
        page.locator("details.exchange > summary").first().click();
        page.locator("details.exchange pre").first().waitFor();
        page.locator(".banner").waitFor();
        look(page, "7c-snapshots" + suffix);
        page.getByText("Back online").click();
        page.locator("task-tree a", containing("All rows")).click();
        page.locator("kept-view .exchange > summary").first().click();
        page.locator("kept-view figure").first().waitFor();
        look(page, "7e-kept" + suffix);
        page.locator("task-tree a", containing("Schemas")).click();
        page.getByText("Keep as the baseline").click();
        page.getByText("as the baseline.").waitFor();
        page.getByText("Compare with the baseline").click();
        page.getByText("Every schema is the same").waitFor();
        look(page, "7f-schemas" + suffix);
        page.locator("task-tree a", containing("Baselines")).click();
        page.getByText("Keep the rows").click();
        page.getByText("Compare", new Page.GetByTextOptions().setExact(true)).click();
        page.getByText("every row is the same").waitFor();
        look(page, "7g-baselines" + suffix);
        page.locator("task-tree a", containing("Timeline")).click();
        page.locator("timeline-view summary").first().click();
        page.locator("timeline-view pre").first().waitFor();
        look(page, "7d-timeline" + suffix);
        page.locator("task-tree a", containing("Connector")).click();
        page.getByText("Delete connector").waitFor();
        page.getByText("Change the configuration").click();
        page.getByText("Change configuration").waitFor();
        page.getByLabel("Key that callers send").fill("read-my-connector");
        page.getByText("Serve", new Page.GetByTextOptions().setExact(true)).click();
        page.getByText("Stop serving").waitFor();
        look(page, "8-connector" + suffix);
        page.locator("button", containing("Help")).click();
        page.locator("dialog[open]").waitFor();
        look(page, "9-help" + suffix);
        page.keyboard().press("Escape");

        page.getByText("Delete connector").click();
        page.getByText("Yes, delete it").click();
        page.getByText("Which provider?").waitFor();
        page.context().close();
        assertThat(found, is(empty()));
        assertThat(
                workbench.errors.stream()
                        .filter(error -> !error.contains("status of 400"))
                        .toList(),
                is(empty()));
    }

    private void look(Page page, String name) {
        WorkbenchBrowser.picture(page, name);
        if (page.content().contains(StripeServer.KEY)) {
            found.add(name + " shows a secret");
        }
        WorkbenchBrowser.violations(page).forEach(problem -> found.add(name + " " + problem));
        if (WorkbenchBrowser.overflows(page)) {
            found.add(name + " is wider than the screen");
        }
    }

    private static Page.LocatorOptions containing(String text) {
        return new Page.LocatorOptions().setHasText(text);
    }
}
