package dev.connectorproxy;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.connectorproxy.provider.generic.GenericPsp;
import dev.connectorproxy.provider.stripe.StripeServer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Rows, pages and their requests in the workbench, in a real browser.
class WorkbenchRowsE2E extends WorkbenchFixture {
    @Test
    void aPageLeadsToItsRequestsAndTheirBytesWithoutSecrets() throws Exception {
        try (var stripe = stripe()) {
            announce("demo-stripe", "stripe", stripe.url(), StripeServer.KEY);
            var page = workbench().open();
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
    void tenThousandRowsAreDrawnAsFewAndSearched() throws Exception {
        try (var psp = new GenericPsp(7, new GenericPsp.Size(1, 1, 10_000))) {
            announce("demo-generic", "generic", psp.url(), GenericPsp.API_KEY);
            var page = workbench().open();
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
        var page = workbench().open();
        button(page, "Try away").click();

        button(page, "Run").click();

        assertThat(page.getByRole(AriaRole.ALERT)).containsText("fetch accounts failed");
        assertThat(page.locator("task-tree a").first()).containsText("✗");
    }

    @Test
    void aPageIsFetchedAgainFromItsState() {
        var page = workbench().open();
        button(page, "Try dummypay").click();
        page.getByRole(AriaRole.LINK, link("Payments")).click();
        page.getByLabel("Page size").fill("4");
        button(page, "Next page").click();
        assertThat(rows(page)).hasCount(4);
        button(page, "Next page").click();
        assertThat(rows(page)).hasCount(8);

        button(page, "Fetch this page again").click();
        assertThat(rows(page)).hasCount(12);
        assertThat(page.getByText("again", exact())).hasCount(4);
        button(page, "Next page").click();

        assertThat(rows(page)).hasCount(14);
        assertThat(page.locator("[aria-selected=true]")).containsText("pay-009");
    }

    @Test
    void statesAreChangedAndDeleted() {
        var page = workbench().open();
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
}
