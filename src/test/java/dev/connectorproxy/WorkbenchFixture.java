package dev.connectorproxy;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import dev.connectorproxy.provider.stripe.StripeServer;
import dev.connectorproxy.provider.stripe.StripeWorld;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/// A jar and a browser for the tests of one view; every test starts without connectors, and none leaves an error in the browser.
@TestInstance(Lifecycle.PER_CLASS)
abstract class WorkbenchFixture {
    private Path folder;
    private WorkbenchBrowser workbench;

    @BeforeAll
    void start(@TempDir Path temporary) throws Exception {
        Assumptions.assumeTrue(
                Files.exists(WorkbenchBrowser.CHROMIUM),
                "no browser at " + WorkbenchBrowser.CHROMIUM + ": apt-get install chromium");
        PlaywrightAssertions.setDefaultAssertionTimeout(20_000);
        folder = temporary;
        workbench = new WorkbenchBrowser(folder, settings(folder));
    }

    /// The settings of the jar.
    String settings(Path folder) throws IOException {
        return "dev-server: {egress: {allow: [127.0.0.1]}}";
    }

    @AfterAll
    void stop() {
        if (workbench != null) {
            workbench.close();
        }
    }

    @AfterEach
    void theBrowserReportedNoError() throws Exception {
        var seen =
                workbench.errors.stream()
                        .filter(error -> !error.contains("status of 400"))
                        .toList();
        workbench.startAfresh();
        assertThat(seen, is(empty()));
    }

    final WorkbenchBrowser workbench() {
        return workbench;
    }

    /// A folder of the test class.
    final Path folder() {
        return folder;
    }

    static StripeServer stripe() {
        return new StripeServer(new StripeWorld.Size(7, 3, 3, 20));
    }

    final void announce(String name, String provider, String url, String key) throws Exception {
        var body = "{\"provider\":\"%s\",\"config\":{\"apiKey\":\"%s\",\"endpoint\":\"%s\"}}";
        workbench.call("PUT", "/examples/" + name, body.formatted(provider, key, url));
    }

    /// The page, on which somebody has just clicked to try that server.
    final Page tryStripe(StripeServer stripe) throws Exception {
        announce("demo-stripe", "stripe", stripe.url(), StripeServer.KEY);
        var page = workbench.open();
        button(page, "Try demo-stripe").click();
        return page;
    }

    static Locator rows(Page page) {
        return page.locator(".view [role=row]");
    }

    static Locator button(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName(name).setExact(true));
    }

    static GetByRoleOptions link(String name) {
        return name(name);
    }

    static GetByRoleOptions region(String name) {
        return new GetByRoleOptions().setName(name).setExact(true);
    }

    static GetByRoleOptions name(String name) {
        return new GetByRoleOptions().setName(name);
    }

    static Page.GetByTextOptions exact() {
        return new Page.GetByTextOptions().setExact(true);
    }
}
