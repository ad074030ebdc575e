package dev.connectorproxy;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.connectorproxy.provider.stripe.StripeServer;
import dev.connectorproxy.provider.stripe.StripeWorld;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/// The frame of the workbench in a real browser, `make e2e`: how connectors are created and removed, keys, links, commands and themes.
class WorkbenchE2E extends WorkbenchFixture {
    @Test
    void oneButtonOfTheEmptyPageLeadsToRows() {
        var page = workbench().open();

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
            var page = workbench().open();
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
        var page = workbench().open();
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
        var page = workbench().open();
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
    void theCallOfAButtonIsCopiedAsCurlAndTheThemeAndTheConnectorAreChanged() {
        var page = workbench().open();
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
        button(page, "Uninstall").click();
        assertThat(page.getByText("Uninstalled, with the webhooks")).isVisible();
        button(page, "Delete connector").click();
        button(page, "Yes, delete it").click();
        assertThat(page.locator(".connector option")).hasCount(1);
    }

    @Test
    void aConfigurationIsChangedAndASecretThatIsLeftEmptyStays() throws Exception {
        try (var stripe = stripe()) {
            announce("demo-stripe", "stripe", stripe.url(), StripeServer.KEY);
            var page = workbench().open();
            button(page, "Try demo-stripe").click();
            page.getByRole(AriaRole.LINK, link("Connector")).click();
            page.getByText("Change the configuration").press("Enter");
            assertThat(page.getByLabel("apiKey")).hasValue("");

            page.getByLabel("endpoint").fill("nowhere");
            assertThat(page.getByText("must be an absolute http or https URL")).isVisible();
            page.getByLabel("endpoint").fill(stripe.url());
            page.getByLabel("pageSize").fill("2");
            var change = button(page, "Change configuration");
            change.hover();
            assertThat(page.getByRole(AriaRole.REGION, region("Command")))
                    .containsText("\"apiKey\":\"***\"");
            page.getByLabel("pageSize").press("Enter");

            assertThat(page.getByText("Changed.")).isVisible();
            page.locator("task-tree a").first().click();
            button(page, "Run").click();
            assertThat(rows(page).first()).containsText(StripeWorld.ROOT);
            assertThat(page.content(), not(containsString(StripeServer.KEY)));
        }
    }

    @Test
    void aServerWithAKeyAsksForIt() throws Exception {
        try (var locked =
                new WorkbenchBrowser(
                        Files.createDirectory(folder().resolve("locked")),
                        "dev-server: {api-key: k3y}")) {
            var page = locked.open();

            page.getByLabel("Key", new Page.GetByLabelOptions().setExact(true)).fill("k3y");
            button(page, "Continue").click();
            button(page, "Try dummypay").click();

            assertThat(button(page, "Run")).isEnabled();
        }
    }
}
