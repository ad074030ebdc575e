package dev.connectorproxy.toolkit.payment;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Lists that change between pages at random: rows are added, become visible late, behind newer ones, and are deleted.
/// Every row that stays is returned once, whatever the page size, and none is returned twice.
class CursorWalkChangesTest {
    private static final int SEEDS = 60;
    private static final int MAX_PAGES = 5_000;

    @ParameterizedTest(name = "oldest first: {0}, pages of {1}, read in pages of {2}")
    @CsvSource({
        "true, 1, 1",
        "true, 1, 100",
        "true, 3, 2",
        "true, 7, 10",
        "true, 100, 100",
        "false, 1, 1",
        "false, 1, 100",
        "false, 3, 2",
        "false, 7, 10",
        "false, 100, 100"
    })
    void everyRowThatStaysComesOnce(boolean oldestFirst, int wanted, int maxPageSize) {
        for (int seed = 0; seed < SEEDS; seed++) {
            var random = new Random(seed);
            var list = NewestFirstList.of(1 + random.nextInt(250), maxPageSize);
            var changes = new RandomChanges(list, random);
            var session = new CursorSession(list, oldestFirst);
            int maxRequests = list.rows().size() / maxPageSize + 200;

            var read = new ArrayList<String>();
            boolean more = true;
            for (int page = 0; more || !changes.areDone(); page++) {
                assertThat("pages with seed " + seed, page, is(lessThanOrEqualTo(MAX_PAGES)));
                int before = list.requests();
                var time = Duration.ofMinutes(random.nextInt(2)); // one step, or as many as fit
                var batch = session.fetch(wanted, time);
                assertThat(list.requests() - before, is(lessThanOrEqualTo(maxRequests)));
                read.addAll(batch.rows());
                more = batch.hasMore();
                changes.some();
            }
            read.addAll(session.walk(wanted)); // looks back

            var missing = new HashSet<>(list.rows());
            missing.removeAll(read);
            assertThat("missing with seed " + seed, missing, is(Set.of()));
            assertThat("twice with seed " + seed, duplicates(read), is(List.of()));
        }
    }

    private static List<String> duplicates(List<String> rows) {
        var once = new HashSet<String>();
        return rows.stream().filter(row -> !once.add(row)).toList();
    }

    /// Changes that leave the oldest row, and of which no more than a position can stand.
    private static final class RandomChanges {
        private static final int MAX_NEWER = 30;

        private final NewestFirstList list;
        private final Random random;
        private int additions = 60;
        private int lateAdditions = 20;
        private int deletions = 15;

        RandomChanges(NewestFirstList list, Random random) {
            this.list = list;
            this.random = random;
        }

        boolean areDone() {
            return additions <= 0 && lateAdditions <= 0 && deletions <= 0;
        }

        void some() {
            for (int i = random.nextInt(4); i > 0; i--) {
                int size = list.rows().size();
                switch (random.nextInt(4)) {
                    case 0 -> {
                        if (lateAdditions-- > 0) {
                            int newer = random.nextInt(Math.min(MAX_NEWER, size));
                            list.addBehind(newer, "late" + lateAdditions);
                        }
                    }
                    case 1 -> {
                        if (size > 1 && deletions-- > 0) {
                            list.delete(list.rows().get(random.nextInt(size - 1)));
                        }
                    }
                    default -> {
                        if (additions-- > 0) {
                            list.add("new" + additions);
                        }
                    }
                }
            }
        }
    }
}
