package dev.connectorproxy.walk;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// `make walk`: reads 100,000 payments of each provider with pages of 1, 7, 100 and 1,000, and all payments with one
/// page. Arguments are the providers; `--payments N` makes it shorter. Fails when a payment is lost or comes twice.
final class Walks {
    private static final int PAYMENTS = 100_000;
    private static final List<Integer> SIZES = List.of(1_000, 100, 7, 1);
    private static final int PARTS = 10;
    private static final int ONE_PAGE = 700; // payments that fit on one page of 1,000

    /// `dummypay` reads its whole file for each page, hence fewer payments for small pages.
    private static final int PAGES_OF_A_FILE = 1_000;

    /// More would exceed the 10 MiB that it reads.
    private static final int PAYMENTS_OF_A_FILE = 80_000;

    private Walks() {}

    static void main(String[] args) throws IOException {
        Locale.setDefault(Locale.ROOT);
        int payments = PAYMENTS;
        var providers = new ArrayList<String>();
        for (int i = 0; i < args.length; i++) {
            if (args[i].equals("--payments") && i + 1 < args.length) {
                payments = Integer.parseInt(args[++i]);
            } else {
                providers.add(args[i]);
            }
        }
        if (providers.isEmpty()) {
            providers.addAll(List.of("generic", "stripe", "wise", "dummypay"));
        }
        System.out.println(
                "| provider | payments | page size | pages | restarts | lost | duplicates | live heap, MB | time |");
        System.out.println("|---|--:|--:|--:|--:|--:|--:|---|--:|");
        boolean clean = true;
        for (var provider : providers) {
            clean &= all(provider, payments);
        }
        System.exit(clean ? 0 : 1);
    }

    private static boolean all(String provider, int payments) throws IOException {
        boolean clean = one(provider, Math.min(payments, ONE_PAGE), 1_000);
        for (int size : SIZES) {
            int max =
                    provider.equals("dummypay")
                            ? Math.min(PAGES_OF_A_FILE * size, PAYMENTS_OF_A_FILE)
                            : payments;
            clean &= one(provider, Math.min(payments, max), size);
        }
        return clean;
    }

    private static boolean one(String provider, int payments, int size) throws IOException {
        var directory = Files.createTempDirectory("walk");
        try (var world = WalkedProvider.of(provider, payments, directory)) {
            long begin = System.nanoTime();
            var outcome = new LongWalk(world, size, PARTS).run();
            var time = Duration.ofNanos(System.nanoTime() - begin);
            var heap =
                    outcome.heap().stream()
                            .map(bytes -> String.valueOf(bytes / 1_000_000))
                            .collect(Collectors.joining(" "));
            System.out.printf(
                    "| %s | %,d | %,d | %,d | %d | %d | %d | %s | %d s |%n",
                    provider,
                    outcome.payments(),
                    size,
                    outcome.pages(),
                    outcome.restarts(),
                    outcome.lost(),
                    outcome.duplicates(),
                    heap,
                    time.toSeconds());
            outcome.errors().forEach(error -> System.out.println("error: " + error));
            return outcome.clean();
        } finally {
            Files.deleteIfExists(directory.resolve("payments.json"));
            Files.delete(directory);
        }
    }
}
