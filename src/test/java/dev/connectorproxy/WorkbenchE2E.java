package dev.connectorproxy;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import dev.connectorproxy.plugins.PluginJar;
import dev.connectorproxy.provider.generic.GenericPsp;
import dev.connectorproxy.provider.stripe.StripeServer;
import dev.connectorproxy.provider.stripe.StripeWorld;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every action of the workbench in a real browser, `make e2e`.
class WorkbenchE2E {
    @TempDir private static Path folder;
    private static WorkbenchBrowser workbench;

    @BeforeAll
    static void start() throws Exception {
        Assumptions.assumeTrue(
                Files.exists(WorkbenchBrowser.CHROMIUM),
                "no browser at " + WorkbenchBrowser.CHROMIUM + ": apt-get install chromium");
        PlaywrightAssertions.setDefaultAssertionTimeout(20_000);
        workbench = new WorkbenchBrowser(folder, "egress: {allow: [127.0.0.1]}");
    }

    @AfterAll
    static void stop() {
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

    @Test
    void oneButtonOfTheEmptyPageLeadsToRows() {
        var page = workbench.open();

        button(page, "Try dummypay").click();
        button(page, "Run").click();

        assertThat(rows(page)).hasCount(3);
        assertThat(page.getByText("3 rows in 1 page")).isVisible();
        assertThat(page.getByRole(AriaRole.REGION, region("State out"))).containsText("nextToken");
        assertThat(page.getByRole(AriaRole.REGION, region("Raw row"))).containsText("opening_date");
        assertThat(button(page, "Next page")).isDisabled();
        page.getByText("Balances of it").click();
        button(page, "First page").click();
        assertThat(rows(page).first()).containsText("acc-1");
    }

    @Test
    void theFormShowsProblemsWhileTypingAndSecretsNeverComeBack() throws Exception {
        try (var stripe = stripe()) {
            var page = workbench.open();
            page.getByLabel("Provider").selectOption("stripe");
            var endpoint = page.getByLabel("endpoint");

            endpoint.fill("nowhere");
            assertThat(page.getByText("must be an absolute http or https URL")).isVisible();
            assertThat(endpoint).hasAttribute("aria-invalid", "true");
            endpoint.fill(stripe.url());
            assertThat(page.locator("[aria-invalid=true]")).hasCount(0);
            var secret = page.getByLabel("apiKey");
            assertThat(secret).hasAttribute("type", "password");
            secret.fill(StripeServer.KEY);
            var create = button(page, "Create connector");
            create.hover();
            assertThat(page.getByRole(AriaRole.REGION, region("Command")))
                    .containsText("\"apiKey\":\"***\"");
            create.click();

            button(page, "Run").click();
            assertThat(rows(page).first()).containsText(StripeWorld.ROOT);
            assertThat(page.content(), not(containsString(StripeServer.KEY)));
            page.reload();
            assertThat(rows(page).first()).containsText(StripeWorld.ROOT);
            assertThat(page.content(), not(containsString(StripeServer.KEY)));
        }
    }

    @Test
    void theKeyboardAloneIsEnough() {
        var page = workbench.open();
        var tries = button(page, "Try dummypay");

        while (!(boolean) tries.evaluate("button => button === document.activeElement")) {
            page.keyboard().press("Tab");
        }
        page.keyboard().press("Enter");
        assertThat(page.getByRole(AriaRole.LINK, link("Payments"))).isVisible();
        page.getByRole(AriaRole.LINK, link("Payments")).press("Enter");
        assertThat(page.locator("#rows-title")).hasText("Payments");
        page.getByLabel("Page size").fill("4");
        page.keyboard().press("n");
        assertThat(rows(page)).hasCount(0); // typed into the field
        page.getByLabel("Page size").press("Tab");
        page.keyboard().press("n");
        assertThat(rows(page)).hasCount(4);
        page.keyboard().press("n");
        assertThat(rows(page)).hasCount(8);
        assertThat(page.getByText("Page 2")).isVisible();
        page.getByRole(AriaRole.GRID).focus();
        page.keyboard().press("End");
        page.keyboard().press("ArrowUp");
        assertThat(page.locator("[aria-selected=true]")).containsText("pay-007");
        page.keyboard().press("/");
        page.keyboard().type("refunded");
        assertThat(rows(page)).hasCount(1);
        page.keyboard().press("Tab");
        page.keyboard().press("?");
        assertThat(page.getByRole(AriaRole.DIALOG)).isVisible();
        page.keyboard().press("Escape");
        assertThat(page.getByRole(AriaRole.DIALOG)).isHidden();
    }

    @Test
    void aLinkLeadsToConnectorKindPayloadPageAndRow() {
        var page = workbench.open();
        button(page, "Try dummypay").click();
        button(page, "Run").click();
        rows(page).nth(1).click();
        page.getByRole(AriaRole.LINK, link("Balances acc-2")).click();
        button(page, "Next page").click();
        assertThat(rows(page).first()).containsText("acc-2");
        var address = page.url();

        page.navigate("about:blank");
        page.navigate(address);

        assertThat(address, containsString("fetch_accounts/fetch_balances?of=acc-2&page=1&row=0"));
        assertThat(page.getByText("Page 1")).isVisible();
        assertThat(page.locator("[aria-selected=true]")).containsText("acc-2");
    }

    @Test
    void ordersArePaidPaidAgainReversedAndTheNextPollBringsThem() {
        var page = workbench.open();
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
        var page = workbench.open();
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
        button(page, "Run 1").click();
        assertThat(page.locator("h3 [role=status]")).hasText("done");
    }

    @Test
    void aPageLeadsToItsRequestsAndTheirBytesWithoutSecrets() throws Exception {
        try (var stripe = stripe()) {
            announce("demo-stripe", "stripe", stripe.url(), StripeServer.KEY);
            var page = workbench.open();
            button(page, "Try demo-stripe").click();
            button(page, "Run").click();

            page.locator("exchange-list summary").first().click();

            var request = page.locator("exchange-list pre").first();
            assertThat(request).containsText(Pattern.compile("Authorization: .*\\*\\*\\*"));
            assertThat(page.locator("exchange-list pre").nth(1)).containsText("acct_");
            button(page, "Replay").click();
            assertThat(page.getByText("Sent again")).isVisible();
            button(page, "As curl").click();
            assertThat(page.locator("exchange-detail pre.wraps")).containsText("curl ");
            button(page, "Change and replay").click();
            page.getByLabel(Pattern.compile("Changes of the request"))
                    .fill("{\"headers\":{\"Authorization\":\"Bearer wrong\"}}");
            button(page, "Replay changed").click();
            assertThat(page.locator(".differences")).containsText("Status: 200 401");
            assertThat(page.content(), not(containsString(StripeServer.KEY)));
        }
    }

    @Test
    void aRequestGoesWrongOnPurposeAndIsRetried() throws Exception {
        try (var stripe = stripe()) {
            announce("demo-stripe", "stripe", stripe.url(), StripeServer.KEY);
            var page = workbench.open();
            button(page, "Try demo-stripe").click();
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
    void statesAreChangedAndDeleted() {
        var page = workbench.open();
        button(page, "Try dummypay").click();
        button(page, "Run").click();
        assertThat(rows(page)).hasCount(3);
        page.getByRole(AriaRole.LINK, link("States")).click();

        button(page, "Change").click();
        page.getByLabel("State", new Page.GetByLabelOptions().setExact(true))
                .fill("{\"nextToken\": ");
        assertThat(button(page, "Save state")).isDisabled();
        page.getByLabel("State", new Page.GetByLabelOptions().setExact(true))
                .fill("{\"nextToken\": 2}");
        button(page, "Save state").click();
        assertThat(page.getByRole(AriaRole.REGION, region("State of accounts"))).containsText("2");
        page.locator("task-tree a").first().click();
        button(page, "Poll again").click();
        assertThat(page.getByText("again", exact())).isVisible();
        page.getByRole(AriaRole.LINK, link("States")).click();
        button(page, "Delete").click();

        assertThat(page.getByText("None yet")).isVisible();
    }

    @Test
    void webhooksAreCreatedDeliveredSignedAndTamperedWith() throws Exception {
        try (var stripe = stripe()) {
            announce("demo-stripe", "stripe", stripe.url(), StripeServer.KEY);
            var page = workbench.open();
            button(page, "Try demo-stripe").click();
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
    void tenThousandRowsAreDrawnAsFewAndSearched() throws Exception {
        try (var psp = new GenericPsp(7, new GenericPsp.Size(1, 1, 10_000))) {
            announce("demo-generic", "generic", psp.url(), GenericPsp.API_KEY);
            var page = workbench.open();
            button(page, "Try demo-generic").click();
            page.getByRole(AriaRole.LINK, link("Payments")).click();
            page.getByLabel("Page size").fill("1000");

            button(page, "Run").click();

            assertThat(page.getByText("10,000 rows in")).isVisible();
            page.getByRole(AriaRole.GRID).focus();
            page.keyboard().press("End");
            assertThat(page.locator("[aria-selected=true]")).isVisible();
            assertThat(
                    (int) page.evaluate("() => document.querySelectorAll('*').length"),
                    lessThan(2_000));
            page.keyboard().press("/");
            page.keyboard().type("PENDING");
            assertThat(page.getByText(Pattern.compile("of 10,000 rows"))).isVisible();
        }
    }

    @Test
    void aFailureIsShownWithItsClassAndARunningRunStops() throws Exception {
        announce("away", "generic", "http://127.0.0.1:1", "k");
        var page = workbench.open();
        button(page, "Try away").click();

        button(page, "Run").click();

        assertThat(page.getByRole(AriaRole.ALERT)).containsText("fetch accounts failed");
        assertThat(page.locator("task-tree a").first()).containsText("✗");
    }

    @Test
    void theCallOfAButtonIsCopiedAsCurlAndTheThemeAndTheConnectorAreChanged() {
        var page = workbench.open();
        button(page, "Try dummypay").click();
        assertThat(button(page, "Run")).isEnabled();

        button(page, "Run").hover();
        page.keyboard().press("c");
        assertThat(page.getByText("Copied")).isVisible();
        assertThat(
                (String) page.evaluate("() => navigator.clipboard.readText()"),
                containsString("/fetch/accounts -d '{\"reset\":true}'"));
        button(page, "Light or dark").click();
        assertThat(page.locator("html")).hasAttribute("data-theme", "dark");
        page.getByRole(AriaRole.LINK, link("New")).click();
        button(page, "Try dummypay").click();
        assertThat(page.locator(".connector option")).hasCount(2);
        page.getByRole(AriaRole.LINK, link("Connector")).click();
        button(page, "Install again").click();
        button(page, "Delete connector").click();
        button(page, "Yes, delete it").click();
        assertThat(page.locator(".connector option")).hasCount(1);
    }

    @Test
    void aServerWithAKeyAsksForIt() throws Exception {
        try (var locked =
                new WorkbenchBrowser(
                        Files.createDirectory(folder.resolve("locked")), "api-key: k3y")) {
            var page = locked.open();

            page.getByLabel("Key", new Page.GetByLabelOptions().setExact(true)).fill("k3y");
            button(page, "Continue").click();
            button(page, "Try dummypay").click();

            assertThat(button(page, "Run")).isEnabled();
        }
    }

    @Test
    void changedCodeIsLoadedAndItsRowsAreCompared() throws Exception {
        var own = Files.createDirectory(folder.resolve("own"));
        var jar = new PluginJar(own).write(own.resolve("bank.jar"), bank("Before"));
        try (var author = new WorkbenchBrowser(own, "classes: [\"" + jar + "\"]")) {
            author.call(
                    "POST", "/connectors", "{\"provider\":\"bank\",\"name\":\"b\",\"config\":{}}");
            var page = author.open();
            button(page, "Run").click();
            assertThat(rows(page).first()).containsText("Before");
            page.getByRole(AriaRole.LINK, link("Connector")).click();

            new PluginJar(own).write(jar, bank("After"));

            assertThat(page.getByRole(AriaRole.REGION, region("Differences of b accounts")))
                    .containsText("After");
            button(page, "Reload code").click();
            assertThat(page.getByText("1 unchanged")).isVisible();
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

    private static StripeServer stripe() {
        return new StripeServer(new StripeWorld.Size(7, 3, 3, 20));
    }

    private static void announce(String name, String provider, String url, String key)
            throws Exception {
        var body = "{\"provider\":\"%s\",\"config\":{\"apiKey\":\"%s\",\"endpoint\":\"%s\"}}";
        workbench.call("PUT", "/examples/" + name, body.formatted(provider, key, url));
    }

    private static Locator rows(Page page) {
        return page.locator(".view [role=row]");
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName(name).setExact(true));
    }

    private static GetByRoleOptions link(String name) {
        return name(name);
    }

    private static GetByRoleOptions region(String name) {
        return new GetByRoleOptions().setName(name).setExact(true);
    }

    private static GetByRoleOptions name(String name) {
        return new GetByRoleOptions().setName(name);
    }

    private static Page.GetByTextOptions exact() {
        return new Page.GetByTextOptions().setExact(true);
    }
}
