package dev.connectorproxy.provider.wise;

import jakarta.json.Json;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// The data of [WiseServer]. The same seed and sizes make the same data. Thread-safe.
public final class WiseData {

    /// The profile with recipients and transfers.
    public static final long BUSINESS = 5_000_000_011L;

    /// A profile with one balance.
    public static final long PERSONAL = 5_000_000_007L;

    /// A deleted recipient of transfers.
    public static final long GONE = 5;

    static final List<String> CURRENCIES =
            List.of("EUR", "USD", "JPY", "GBP", "HUF", "IDR", "PLN", "KWD");
    private static final List<String> STATES =
            List.of(
                    "incoming_payment_waiting",
                    "incoming_payment_initiated",
                    "processing",
                    "funds_converted",
                    "bounced_back",
                    "outgoing_payment_sent",
                    "funds_refunded",
                    "charged_back",
                    "cancelled",
                    "something_new");
    private static final List<String> NAMES =
            List.of("Zo\u00eb \u5f20", "O'Neil \"& Sons\" <Ltd>", "\ud83d\udc1d Bee", "Ann");
    private static final DateTimeFormatter SPACED =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
    private static final long FIRST_TRANSFER = 4_294_967_297L;
    private static final long FIRST_RECIPIENT = 700_000_001L;

    private final Lock lock = new ReentrantLock();
    // all guarded by lock
    private final List<Transfer> transfers = new ArrayList<>();
    private final NavigableMap<Long, Recipient> recipients = new TreeMap<>();
    private final List<Balance> balances = new ArrayList<>();
    private final Random random;
    private long nextTransfer = FIRST_TRANSFER;
    private long nextRecipient = FIRST_RECIPIENT;

    private WiseData(long seed) {
        this.random = new Random(seed);
    }

    /// Data with so many recipients and transfers of [#BUSINESS].
    public static WiseData of(long seed, int recipients, int transfers) {
        var data = new WiseData(seed);
        var amounts =
                List.of("110.5", "-3", "1200", "123456789012345678901.23", "7", "0", "0.01", "9");
        for (int i = 0; i < CURRENCIES.size(); i++) {
            data.addBalance(BUSINESS, 900 + 10L * i, CURRENCIES.get(i), amounts.get(i));
        }
        data.addBalance(PERSONAL, 905, "EUR", "12.00");
        for (int i = 0; i < recipients; i++) {
            data.addRecipient(BUSINESS, CURRENCIES.get(i % CURRENCIES.size()));
        }
        for (int i = 0; i < transfers; i++) {
            data.addTransfer();
        }
        return data;
    }

    /// A transfer.
    public record Transfer(
            long id,
            long source,
            long target,
            String sourceCurrency,
            String currency,
            BigDecimal value,
            String state,
            int second,
            String transactionId) {
        String json() {
            return """
            {"id":%d,"user":1,"targetAccount":%s,"sourceAccount":%s,"status":"%s","reference":"\u00fc","rate":1.0,\
            "created":"%s","business":%d,"customerTransactionId":"%s","details":{"reference":"a \\"b\\""},\
            "hasActiveIssues":false,"sourceCurrency":"%s","sourceValue":%s,"targetCurrency":"%s","targetValue":%s}\
            """
                    .formatted(
                            id,
                            orNull(target),
                            orNull(source),
                            state,
                            SPACED.format(
                                    LocalDateTime.of(2024, 2, 29, 23, 59, 58).plusSeconds(second)),
                            BUSINESS,
                            transactionId,
                            sourceCurrency,
                            value.toPlainString(),
                            currency,
                            value.toPlainString());
        }

        public boolean supported() {
            return WiseCurrency.of(currency).isPresent();
        }

        private static String orNull(long id) {
            return id == 0 ? "null" : String.valueOf(id);
        }
    }

    /// A recipient.
    public record Recipient(long id, long profile, String currency, String name) {
        String json(String profileKey) {
            return "{\"id\":%d,\"%s\":%d,\"currency\":\"%s\",\"name\":{\"fullName\":%s},\"active\":true}"
                    .formatted(id, profileKey, profile, currency, Json.createValue(name));
        }
    }

    /// A balance.
    public record Balance(long id, long profile, String currency, String value, String type) {
        String json() {
            return """
            {"id":%d,"currency":"%s","type":"%s","name":null,"amount":{"value":%s,"currency":"%s"},\
            "creationTime":"2020-05-20T14:43:16.658Z","modificationTime":"2021-06-30T23:59:59.000001Z","visible":true}\
            """
                    .formatted(id, currency, type, value, currency);
        }
    }

    /// One more transfer, with the next id and whatever the seed makes of it.
    public Transfer addTransfer() {
        return locked(() -> {
            int at = random.nextInt(CURRENCIES.size());
            var currency = CURRENCIES.get(at);
            int scale = currency.equals("JPY") ? 0 : random.nextInt(3);
            var value = BigDecimal.valueOf(random.nextInt(10_000_000), scale);
            var transfer =
                    new Transfer(
                            nextTransfer,
                            random.nextInt(4) == 0 ? 0 : anyRecipient(),
                            random.nextInt(20) == 0 ? GONE : anyRecipient(),
                            "EUR",
                            currency,
                            random.nextInt(50) == 0 ? new BigDecimal("9300000000000000000") : value,
                            STATES.get(random.nextInt(STATES.size())),
                            transfers.size() / 5, // ties
                            "");
            return add(transfer, 1 + random.nextInt(3));
        });
    }

    /// A given transfer, under the next id.
    public Transfer addTransfer(
            long source, long target, String currency, String value, String state) {
        return locked(() ->
                add(
                        new Transfer(
                                nextTransfer,
                                source,
                                target,
                                currency,
                                currency,
                                new BigDecimal(value),
                                state,
                                0,
                                ""),
                        1));
    }

    Transfer order(long target, String currency, BigDecimal value, String transactionId) {
        return locked(() ->
                transfers.stream()
                        .filter(transfer -> transfer.transactionId().equals(transactionId))
                        .findFirst()
                        .orElseGet(() ->
                                add(
                                        new Transfer(
                                                nextTransfer,
                                                0,
                                                target,
                                                currency,
                                                currency,
                                                value,
                                                STATES.getFirst(),
                                                0,
                                                transactionId),
                                        1)));
    }

    private Transfer add(Transfer transfer, int gap) {
        transfers.add(transfer);
        nextTransfer += gap;
        return transfer;
    }

    /// Deletes transfers.
    public void removeTransfers(Predicate<Transfer> which) {
        locked(() -> transfers.removeIf(which));
    }

    /// All transfers, in the order of their ids.
    public List<Transfer> transfers() {
        return locked(() -> List.copyOf(transfers));
    }

    List<Transfer> transfers(long offset, int limit, boolean newestFirst) {
        return locked(() -> {
            var all = newestFirst ? transfers.reversed() : transfers;
            int from = (int) Math.min(offset, all.size());
            return List.copyOf(all.subList(from, Math.min(from + limit, all.size())));
        });
    }

    /// Adds a transfer that becomes visible late: with an id below that of the last ones.
    void addBehind(int newer, long id) {
        locked(() -> {
            transfers.add(
                    transfers.size() - newer,
                    new Transfer(id, 0, 0, "EUR", "EUR", BigDecimal.ONE, "cancelled", 0, ""));
            return true;
        });
    }

    /// Leaves out ids, so that transfers can become visible late.
    void skipIds(int ids) {
        locked(() -> nextTransfer += ids);
    }

    /// Changes the state of a transfer.
    void setState(long id, String state) {
        locked(() -> {
            transfers.replaceAll(one ->
                    one.id() != id
                            ? one
                            : new Transfer(
                                    one.id(),
                                    one.source(),
                                    one.target(),
                                    one.sourceCurrency(),
                                    one.currency(),
                                    one.value(),
                                    state,
                                    one.second(),
                                    one.transactionId()));
            return true;
        });
    }

    /// One more recipient, with the next id.
    public Recipient addRecipient(long profile, String currency) {
        return locked(() -> {
            var name = NAMES.get(recipients.size() % NAMES.size());
            var recipient = new Recipient(nextRecipient, profile, currency, name);
            recipients.put(recipient.id(), recipient);
            nextRecipient += 1 + random.nextInt(3);
            return recipient;
        });
    }

    /// Deletes a recipient.
    public void removeRecipient(long id) {
        locked(() -> recipients.remove(id));
    }

    /// All recipients, in the order of their ids.
    public List<Recipient> recipients() {
        return locked(() -> List.copyOf(recipients.values()));
    }

    Optional<Recipient> recipient(long id) {
        return locked(() -> Optional.ofNullable(recipients.get(id)));
    }

    /// One more balance.
    public Balance addBalance(long profile, long id, String currency, String value) {
        return addBalance(new Balance(id, profile, currency, value, "STANDARD"));
    }

    /// One more balance.
    Balance addBalance(Balance balance) {
        return locked(() -> {
            balances.add(balance);
            return balance;
        });
    }

    /// All balances, in no order.
    public List<Balance> balances() {
        return locked(() -> {
            var all = new ArrayList<>(balances);
            Collections.reverse(all);
            return List.copyOf(all);
        });
    }

    private long anyRecipient() {
        return recipients.isEmpty()
                ? GONE
                : recipients.ceilingKey(
                        FIRST_RECIPIENT
                                + random.nextInt(
                                        (int) (recipients.lastKey() - FIRST_RECIPIENT) + 1));
    }

    private <T> T locked(Supplier<T> body) {
        lock.lock();
        try {
            return body.get();
        } finally {
            lock.unlock();
        }
    }
}
