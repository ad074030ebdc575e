package dev.connectorproxy;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import dev.connectorproxy.plugins.PluginJar;
import dev.connectorproxy.provider.stripe.StripeServer;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/// The views of the workbench beside the rows, in a real browser: runs, money, webhooks, faults, code.
class WorkbenchViewsE2E extends WorkbenchFixture {
    @Test
    void ordersArePaidPaidAgainReversedAndTheNextPollBringsThem() {
        var page = workbench().open();
        button(page, "Try dummypay").click();
        button(page, "Run").click();
        assertThat(rows(page)).hasCount(3);
        page.getByRole(AriaRole.LINK, link("Payments")).click();
        button(page, "Run").click();
        assertThat(rows(page)).hasCount(10);

        page.getByRole(AriaRole.LINK, link("Money")).click();
        page.getByLabel("Source").fill("acc-2");
        page.getByLabel("Destination").fill("acc-1");
        page.getByLabel("Asset").fill("EUR/2");
        button(page, "Pay").click();
        assertThat(page.getByRole(AriaRole.REGION, region("Transfer result")))
                .containsText("SUCCEEDED");
        button(page, "Pay again with the same reference").click();
        assertThat(page.getByRole(AriaRole.REGION, region("Again result")))
                .containsText("SUCCEEDED");
        button(page, "Reverse").last().click();
        assertThat(page.getByRole(AriaRole.REGION, region("Reversal result"))).isVisible();
        page.getByText("Bank account", exact()).click();
        button(page, "Create bank account").click();
        assertThat(page.getByText("UNIMPLEMENTED")).isVisible();

        page.getByRole(AriaRole.LINK, link("Payments")).click();
        button(page, "Poll again").click();
        assertThat(rows(page)).hasCount(12);
        assertThat(page.getByText("Page 2")).isVisible();
    }

    @Test
    void aRunWalksTheWholeTreeAndIsSteppedThroughAndCancelled() {
        var page = workbench().open();
        button(page, "Try dummypay").click();
        page.getByRole(AriaRole.LINK, link("Runs")).click();

        button(page, "Run from the start").click();
        assertThat(page.locator("h3 [role=status]")).hasText("done");
        assertThat(page.getByRole(AriaRole.REGION, region("Tasks of the run")))
                .containsText("balances");
        assertThat(page.locator(".checks")).containsText("✓ doubles");
        button(page, "Step through").click();
        assertThat(page.locator("h3 [role=status]")).hasText("paused");
        button(page, "Next call").click();
        assertThat(page.getByText("Next:")).isVisible();
        button(page, "Cancel").click();
        assertThat(page.locator("h3 [role=status]")).hasText("cancelled");
        page.locator(".past li button").last().click();
        assertThat(page.locator("h3 [role=status]")).hasText("done");
    }

    @Test
    void aRunPausesBeforeAKindAndItsTasksLeadToTheirCalls() {
        var page = workbench().open();
        button(page, "Try dummypay").click();
        page.getByRole(AriaRole.LINK, link("Runs")).click();

        page.getByLabel("Pause before").selectOption("payments");
        button(page, "Run from the start").click();
        assertThat(page.locator("h3 [role=status]")).hasText("paused");
        assertThat(page.getByText("Next:")).containsText("payments");
        button(page, "Continue").click();
        assertThat(page.locator("h3 [role=status]")).hasText("done");
        page.getByRole(AriaRole.BUTTON, name("Tasks of fetch_balances")).press("Enter");
        var tasks = page.locator("run-tasks li");
        assertThat(tasks).hasCount(3);
        assertThat(tasks.nth(1)).containsText("acc-2");
        page.getByLabel("Status").selectOption("failed");
        assertThat(tasks).hasCount(0);
        page.getByLabel("Status").selectOption("done");
        assertThat(WorkbenchBrowser.violations(page), is(empty()));
        WorkbenchBrowser.picture(page, "run-tasks");
        tasks.nth(1).getByRole(AriaRole.LINK).first().press("Enter");

        assertThat(page.getByLabel("Only of call")).not().hasValue("");
        assertThat(page.locator("timeline-view")).containsText("fetch balances");
    }

    @Test
    void rowsAreServedAsGenericWithAKeyThatIsNotShown() throws Exception {
        var page = workbench().open();
        button(page, "Try dummypay").click();
        page.getByRole(AriaRole.LINK, link("Connector")).click();

        page.getByLabel("Key that callers send").fill("short");
        assertThat(button(page, "Serve")).isDisabled();
        page.getByLabel("Key that callers send").fill("read-my-connector");
        page.getByLabel("Key that callers send").press("Enter");

        var url = page.getByRole(AriaRole.REGION, region("URL of the generic contract"));
        assertThat(url).containsText("/generic");
        assertThat(page.content(), not(containsString("read-my-connector")));
        button(page, "Stop serving").press("Enter");
        assertThat(button(page, "Serve")).isVisible();
    }

    @Test
    void theTimelineIsFilteredByTypeAndCall() throws Exception {
        try (var stripe = stripe()) {
            var page = tryStripe(stripe);
            button(page, "First page").click();
            assertThat(rows(page).first()).isVisible();
            page.getByRole(AriaRole.LINK, link("Timeline")).click();
            var entries = page.locator("timeline-view details");
            assertThat(entries.first()).isVisible();

            page.getByLabel("Show").selectOption("exchange");
            assertThat(entries.first()).containsText("/v1/account");
            entries.first().locator("summary").press("Enter");
            page.getByText("Everything of call").first().press("Enter");

            assertThat(page.getByLabel("Only of call")).not().hasValue("");
            assertThat(entries.filter(new Locator.FilterOptions().setHasText("fetch accounts")))
                    .not()
                    .hasCount(0);
            assertThat(page.content(), not(containsString(StripeServer.KEY)));
            page.getByLabel("Only of call").fill("999999");
            assertThat(page.getByText("Nothing yet.")).isVisible();
        }
    }

    @Test
    void aRequestGoesWrongOnPurposeAndIsRetried() throws Exception {
        try (var stripe = stripe()) {
            var page = tryStripe(stripe);
            page.getByRole(AriaRole.LINK, link("Faults")).click();

            button(page, "Add fault").click();
            assertThat(page.getByText("applied 0")).isVisible();
            page.locator("task-tree a").first().click();
            button(page, "Run").click();
            assertThat(page.getByText("1 retried")).isVisible();
            page.getByRole(AriaRole.LINK, link("Faults")).click();
            assertThat(page.getByText("applied 1")).isVisible();
            button(page, "Remove all").click();
            assertThat(page.getByText("None: every request")).isVisible();
        }
    }

    @Test
    void webhooksAreCreatedDeliveredSignedAndTamperedWith() throws Exception {
        try (var stripe = stripe()) {
            var page = tryStripe(stripe);
            page.getByRole(AriaRole.LINK, link("Webhooks")).click();

            button(page, "Create webhooks").click();
            assertThat(page.getByRole(AriaRole.REGION, region("Kept webhooks")))
                    .containsText("\"secret\": \"***\"");
            button(page, "Deliver").click();
            assertThat(page.getByText("Delivery 1")).isVisible();
            page.getByRole(AriaRole.BUTTON, name("Re-sign delivery 1: with a signature of now"))
                    .click();
            assertThat(page.locator(".deliveries li").first()).containsText("accepted");
            assertThat(page.locator(".steps-list")).containsText("translate");
            for (var action :
                    new String[] {
                        "Tamper delivery 2",
                        "Old delivery 2",
                        "Twice delivery 2",
                        "Resend delivery 2"
                    }) {
                int before = page.locator(".deliveries li").count();
                page.getByRole(AriaRole.BUTTON, name(action)).click();
                assertThat(page.locator(".deliveries li").nth(before)).isVisible();
            }
            assertThat(
                            page.locator(".deliveries li")
                                    .filter(new Locator.FilterOptions().setHasText("tamper of 2")))
                    .not()
                    .containsText("accepted");
            assertThat(
                            page.locator(".deliveries li")
                                    .filter(new Locator.FilterOptions().setHasText("duplicate of"))
                                    .first())
                    .isVisible();
            button(page, "Remove webhooks").click();
            assertThat(page.getByText("None are kept.")).isVisible();
        }
    }

    @Test
    void changedCodeIsLoadedAndItsRowsAreCompared() throws Exception {
        var own = Files.createDirectory(folder().resolve("own"));
        var jar = new PluginJar(own).write(own.resolve("bank.jar"), bank("Before"));
        try (var author = new WorkbenchBrowser(own, "dev-server: {classes: [\"" + jar + "\"]}")) {
            author.call(
                    "POST", "/connectors", "{\"provider\":\"bank\",\"name\":\"b\",\"config\":{}}");
            var page = author.open();
            button(page, "Run").click();
            assertThat(rows(page).first()).containsText("Before");

            new PluginJar(own).write(jar, bank("After"));

            assertThat(page.locator(".banner")).containsText("+1 −1 ~0");
            assertThat(WorkbenchBrowser.violations(page), is(empty()));
            WorkbenchBrowser.picture(page, "code-loaded");
            page.getByRole(AriaRole.LINK, link("Differences")).press("Enter");

            assertThat(page.getByRole(AriaRole.REGION, region("Differences of b accounts")))
                    .containsText("After");
            button(page, "Reload code").click();
            assertThat(page.getByText("1 unchanged")).isVisible();
            assertThat(author.errors, is(empty()));
        }
    }

    @Test
    void codeThatIsNotLoadedByItselfIsLoadedWithAClick() throws Exception {
        var own = Files.createDirectory(folder().resolve("manual"));
        var jar = new PluginJar(own).write(own.resolve("bank.jar"), bank("Before"));
        var settings = "dev-server: {classes: [\"" + jar + "\"], reload: manual}";
        try (var author = new WorkbenchBrowser(own, settings)) {
            author.call(
                    "POST", "/connectors", "{\"provider\":\"bank\",\"name\":\"b\",\"config\":{}}");
            var page = author.open();
            button(page, "Run").click();
            assertThat(rows(page).first()).containsText("Before");
            assertThat(page.locator(".banner")).hasCount(0);

            new PluginJar(own).write(jar, bank("After"));
            page.evaluate("() => { dispatchEvent(new Event('focus')); }");
            assertThat(page.locator(".banner")).containsText("Newer on disk");
            assertThat(WorkbenchBrowser.violations(page), is(empty()));
            button(page, "Reload").press("Enter");

            assertThat(page.locator(".banner")).containsText("+1 −1 ~0");
            assertThat(author.errors, is(empty()));
        }
    }

    private static String bank(String name) {
        return """
        package test.plugin;

        import dev.connectorproxy.spi.*;
        import dev.connectorproxy.spi.payment.*;
        import jakarta.json.*;
        import java.time.Instant;
        import java.util.*;

        public class Bank implements PaymentProvider {
            public String name() { return "bank"; }
            public ConfigSchema configSchema() { return ConfigSchema.of(); }
            public Set<Capability> capabilities() { return Set.of(Capability.FETCH_ACCOUNTS); }
            public PaymentConnector connector(PaymentConfig config, ProviderContext context) {
                return new PaymentConnector() {
                    public List<Task> install(Call call) {
                        return List.of(Task.periodically(Task.Type.FETCH_ACCOUNTS));
                    }
                    public Page<Account> fetchAccounts(FetchRequest request, Call call) {
                        return Page.whole(List.of(Account.of("%s", Instant.EPOCH, JsonValue.TRUE)));
                    }
                };
            }
        }
        """
                .formatted(name);
    }
}
