/// The API for authors of payment-provider plugins: what a provider is, its requests and results, and how it fails.
/// Depends on `java.*`, `jakarta.json` and `dev.connectorproxy.spi` only. The HTTP client and the other helpers of the
/// example are those of `dev.connectorproxy.toolkit.payment`.
///
/// A provider is a [dev.connectorproxy.spi.payment.PaymentProvider], named in
/// `META-INF/services/dev.connectorproxy.spi.payment.PaymentProvider`, and its
/// [dev.connectorproxy.spi.payment.PaymentConnector], one for each set of credentials:
///
/// ```java
/// public final class BankProvider implements PaymentProvider {
///     public String name() {
///         return "bank";
///     }
///
///     public ConfigSchema configSchema() {
///         return ConfigSchema.of(ConfigField.required("apiKey", ConfigType.SECRET, "The key of the bank's API."));
///     }
///
///     public Set<Capability> capabilities() {
///         return Set.of(Capability.FETCH_ACCOUNTS);
///     }
///
///     public PaymentConnector connector(PaymentConfig config, ProviderContext context) {
///         var endpoint = ProviderEndpoint.of("https://api.bank.example")
///                 .withHeader("Authorization", "Bearer " + config.requiredString("apiKey"))
///                 .withSecrets(config.secrets());
///         return new BankConnector(new ProviderHttp(context.egress(), endpoint));
///     }
/// }
///
/// record BankConnector(ProviderHttp bank) implements PaymentConnector {
///     public List<Task> install(Call call) {
///         return List.of(Task.periodically(Task.Type.FETCH_ACCOUNTS));
///     }
///
///     public Page<Account> fetchAccounts(FetchRequest request, Call call) {
///         var list = bank.fields(ProviderRequest.get("/v1/accounts"), "list of accounts", call);
///         return Page.whole(list.array("accounts").stream().map(BankConnector::account).toList());
///     }
///
///     private static Account account(JsonValue row) {
///         var fields = JsonFields.ofResponse(row, "account");
///         return Account.of(fields.requiredString("id"), fields.requiredTime("createdAt"), row)
///                 .withName(fields.requiredString("name"));
///     }
/// }
/// ```
///
/// A list that does not fit a page is read with `WatermarkWalk` if it is sorted by time with the oldest row first, or with
/// `CursorWalk` if it has the newest row first; their position is the state of the next request. The compatibility rule is that of [dev.connectorproxy.spi].
package dev.connectorproxy.spi.payment;
