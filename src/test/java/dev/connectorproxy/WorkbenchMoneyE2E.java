package dev.connectorproxy;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import com.microsoft.playwright.options.AriaRole;
import dev.connectorproxy.plugins.PluginJar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// Orders that are polled and bank accounts in the workbench, in a real browser, with a provider of the test.
class WorkbenchMoneyE2E extends WorkbenchFixture {
    private static final String BANK =
            """
            package test.plugin;

            import dev.connectorproxy.spi.*;
            import dev.connectorproxy.spi.payment.*;
            import jakarta.json.*;
            import java.time.Instant;
            import java.util.*;

            public class Bank implements PaymentProvider {
                public String name() { return "bank"; }
                public ConfigSchema configSchema() { return ConfigSchema.of(); }
                public Set<Capability> capabilities() {
                    return Set.of(Capability.FETCH_ACCOUNTS, Capability.CREATE_PAYOUT, Capability.CREATE_BANK_ACCOUNT);
                }
                public PaymentConnector connector(PaymentConfig config, ProviderContext context) {
                    return new PaymentConnector() {
                        private int polls;

                        public List<Task> install(Call call) {
                            return List.of(Task.periodically(Task.Type.FETCH_ACCOUNTS));
                        }
                        public Page<Account> fetchAccounts(FetchRequest request, Call call) {
                            return Page.whole(List.of(account("acc-1"), account("acc-2")));
                        }
                        public Initiated createPayout(PaymentInitiation order, Call call) {
                            return new Initiated.Polling("po-7");
                        }
                        public PollStatus pollPayoutStatus(String id, Call call) {
                            return ++polls < 2 ? new PollStatus.Pending() : new PollStatus.Done(
                                Payment.of(id, Instant.EPOCH, JsonValue.TRUE)
                                    .as(PaymentType.PAYOUT, PaymentStatus.SUCCEEDED, PaymentScheme.OTHER)
                                    .withAmount(java.math.BigInteger.TEN, "EUR/2"));
                        }
                        public Account createBankAccount(BankAccount account, Call call) {
                            return account("ext-" + account.id());
                        }
                    };
                }
                private static Account account(String reference) {
                    return Account.of(reference, Instant.EPOCH, JsonValue.TRUE).withDefaultAsset("EUR/2");
                }
            }
            """;

    @Override
    String settings(Path folder) throws IOException {
        new PluginJar(folder)
                .write(Files.createDirectory(folder.resolve("plugins")).resolve("bank.jar"), BANK);
        return "plugins: {directory: %s}".formatted(folder.resolve("plugins"));
    }

    @Test
    void aPayoutBetweenAccountsOfARunIsPolledUntilItIsDoneAndABankAccountIsMade() throws Exception {
        workbench()
                .call(
                        "POST",
                        "/connectors",
                        "{\"provider\":\"bank\",\"name\":\"b\",\"config\":{}}");
        var page = workbench().open();
        page.getByRole(AriaRole.LINK, link("Runs")).click();
        button(page, "Run from the start").click();
        assertThat(page.locator("h3 [role=status]")).hasText("done");
        page.getByRole(AriaRole.LINK, link("Money")).click();
        assertThat(page.locator("#accounts-source option")).hasCount(2);

        page.getByLabel("Order").selectOption("payouts");
        page.getByLabel("Source").fill("acc-1");
        page.getByLabel("Destination").fill("acc-2");
        button(page, "Pay").press("Enter");
        assertThat(page.getByRole(AriaRole.REGION, region("Payout result"))).containsText("po-7");
        button(page, "Poll").press("Enter");
        assertThat(page.getByRole(AriaRole.REGION, region("Poll result")))
                .containsText("\"payment\": null");
        button(page, "Poll").first().press("Enter");
        assertThat(page.getByRole(AriaRole.REGION, region("Poll result 2")))
                .containsText("SUCCEEDED");
        page.getByText("Bank account", exact()).press("Enter");
        page.getByLabel("Holder").fill("Ann");
        page.getByLabel("IBAN").fill("DE89370400440532013000");
        button(page, "Create bank account").press("Enter");

        assertThat(page.getByRole(AriaRole.REGION, region("Bank account result")))
                .containsText("ext-bank-1");
        assertThat(WorkbenchBrowser.violations(page), is(empty()));
    }
}
