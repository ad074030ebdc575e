package dev.connectorproxy.provider.stripe;

import jakarta.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/// The data of the contract server: a platform account, accounts connected to it, and their objects. Each account has
/// the same number of bank accounts and of balance transactions. Thread-safe.
public final class StripeWorld {
    /// The platform's own account.
    public static final String ROOT = "acct_root";

    private static final String[] NAMES = {
        "Rocket Rides", "Бухгалтерия", "株式会社", "O'Neil & \"Söhne\" <GmbH>", "😀 Café", ""
    };
    private static final String[] CURRENCIES = {"usd", "jpy", "kwd", "eur", "zzz"};

    private final Size size;
    private final StripeLedger accounts;
    private final Map<String, StripeLedger> bankAccounts = new ConcurrentHashMap<>();
    private final Map<String, StripeLedger> transactions = new ConcurrentHashMap<>();

    /// The number of objects.
    ///
    /// @param accounts connected accounts
    /// @param bankAccounts of each connected account
    /// @param transactions of each account, the platform's too
    public record Size(long seed, int accounts, int bankAccounts, int transactions) {}

    StripeWorld(Size size) {
        this.size = size;
        this.accounts =
                new StripeLedger("acct_", size.accounts(), (n, _) -> account(accountId(n), n));
    }

    /// The references of all accounts, as they are listed first: newest first, after the root.
    static List<String> rootAndAccounts(int count) {
        var expected = new ArrayList<String>();
        expected.add(ROOT);
        IntStream.range(0, count)
                .map(n -> count - 1 - n)
                .mapToObj(StripeWorld::accountId)
                .forEach(expected::add);
        return expected;
    }

    static String accountId(int n) {
        return "acct_%09d".formatted(n);
    }

    /// The connected accounts.
    StripeLedger accounts() {
        return accounts;
    }

    boolean knows(String account) {
        return account.equals(ROOT) || accounts.has(account);
    }

    StripeLedger bankAccounts(String account) {
        return bankAccounts.computeIfAbsent(
                account,
                text ->
                        new StripeLedger(
                                "ba_" + text.substring(5) + "_",
                                size.bankAccounts(),
                                (n, expand) -> bankAccount(text, n, expand)));
    }

    StripeLedger transactions(String account) {
        return transactions.computeIfAbsent(
                account, text -> ledger(new FakeStripeTransactions(size.seed(), text)));
    }

    private StripeLedger ledger(FakeStripeTransactions made) {
        return new StripeLedger(made.prefix(), size.transactions(), made::row);
    }

    /// The ids of all transactions made up at the start that become payments, the oldest first.
    public List<String> payments(String account) {
        var made = new FakeStripeTransactions(size.seed(), account);
        return IntStream.range(0, size.transactions())
                .filter(made::isPayment)
                .mapToObj(made::id)
                .toList();
    }

    /// A charge happens.
    void addCharge(String account, String id) {
        addCharge(account, id, false, "usd");
    }

    /// A charge happens.
    ///
    /// @param tied at the very time of the newest transaction there is
    public void addCharge(String account, String id, boolean tied, String currency) {
        int size = transactions(account).size();
        long created = FakeStripeTransactions.created(size) + 1;
        transactions(account)
                .add(id, FakeStripeTransactions.charge(id, tied ? created - 1 : created, currency));
    }

    void addAccount(String id) {
        accounts.add(id, account(id, accounts.size()));
    }

    void addBankAccount(String account, String id) {
        bankAccounts(account)
                .add(
                        id,
                        bankAccount(account, 0, List.of())
                                .replace(bankAccounts(account).id(0), id));
    }

    static String account(String id, int n) {
        return Json.createObjectBuilder()
                .add("id", id)
                .add("object", "account")
                .add("created", FakeStripeTransactions.EPOCH + n / 3)
                .add("default_currency", CURRENCIES[n % CURRENCIES.length])
                .add("metadata", Json.createObjectBuilder().add("n", String.valueOf(n)))
                .add(
                        "settings",
                        Json.createObjectBuilder()
                                .add(
                                        "dashboard",
                                        Json.createObjectBuilder()
                                                .add("display_name", NAMES[n % NAMES.length])))
                .build()
                .toString();
    }

    static String balance() {
        return "{\"object\":\"balance\",\"available\":[{\"amount\":-1050,\"currency\":\"usd\"},{\"amount\":%s,\"currency\":\"jpy\"},{\"amount\":7,\"currency\":\"zzz\"},{\"amount\":1230,\"currency\":\"kwd\"}],\"pending\":[{\"amount\":5,\"currency\":\"usd\"}]}"
                .formatted(FakeStripeTransactions.BIG);
    }

    private String bankAccount(String account, int n, List<String> expand) {
        var parent = expand.contains("data.account") ? account(account, 0) : "\"" + account + "\"";
        return "{\"id\":\"%s\",\"object\":\"bank_account\",\"account\":%s,\"account_holder_name\":\"Zoë №%d\",\"country\":\"US\",\"currency\":\"%s\",\"last4\":\"6789\",\"metadata\":{}}"
                .formatted(
                        bankAccounts(account).id(n), parent, n, CURRENCIES[n % CURRENCIES.length]);
    }
}
