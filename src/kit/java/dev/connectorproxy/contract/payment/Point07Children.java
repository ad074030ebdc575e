package dev.connectorproxy.contract.payment;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import dev.connectorproxy.spi.payment.FetchRequest;
import dev.connectorproxy.spi.payment.PageSize;
import dev.connectorproxy.spi.payment.PaymentError;
import dev.connectorproxy.spi.payment.Task;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Point 7: rows of a parent. Every poll of the kit already checks that a parent works as a payload after it was
/// written as text.
interface Point07Children extends Point {

    @Test
    default void withoutTheirParentTheyAreRefused() {
        var connector = harness().connector();
        for (var taskRun : families().values().stream().map(List::getFirst).toList()) {
            ExpectedFailures.mustBe(
                    taskRun.path() + " without a payload",
                    Set.of(PaymentError.MISSING_FROM_PAYLOAD),
                    () -> harness().fetch(connector, taskRun, FetchRequest.first(2)));
            for (var odd : List.of(JsonValue.EMPTY_JSON_OBJECT, JsonValue.TRUE)) {
                ExpectedFailures.mustBe(
                        taskRun.path() + " for the payload " + odd,
                        Set.of(PaymentError.MISSING_FROM_PAYLOAD, PaymentError.INVALID_REQUEST),
                        () -> harness().fetch(connector, taskRun, FetchRequest.first(2).from(odd)));
            }
        }
    }

    @Test
    default void statesOfDifferentParentsDoNotMix() {
        for (var family : families().values()) {
            assertThat("parents of " + family.getFirst().path(), family.size(), is(greaterThan(1)));
            var alone = new LinkedHashMap<TaskRun, List<String>>();
            for (var taskRun : family) {
                alone.put(
                        taskRun,
                        harness().walk(harness().connector(), taskRun, 1).walk().references());
            }

            assertThat(family.getFirst().path(), inTurns(family), is(alone));
        }
    }

    @Test
    default void balancesNameTheAccountTheyAreOf() {
        var poll = new InstallTreePoller(harness(), harness().connector(), PageSize.MAX).poll();

        poll.rows()
                .forEach((taskRun, rows) -> {
                    boolean ofAccount =
                            taskRun.kind() == Task.Type.FETCH_BALANCES
                                    && taskRun.payload()
                                            .filter(value ->
                                                    value.asJsonObject().containsKey("reference"))
                                            .isPresent();
                    for (var row : ofAccount ? rows : List.<FetchedRow>of()) {
                        assertThat(
                                taskRun.toString(),
                                row.json().getString("accountReference"),
                                is(taskRun.parent()));
                    }
                });
    }

    /// One page of each in turn, on one connector.
    private Map<TaskRun, List<String>> inTurns(List<TaskRun> family) {
        var connector = harness().connector();
        var found = new LinkedHashMap<TaskRun, List<String>>();
        var open = new LinkedHashMap<TaskRun, Optional<JsonValue>>();
        for (var taskRun : family) {
            found.put(taskRun, new ArrayList<>());
            open.put(taskRun, Optional.empty());
        }
        for (int turn = 0; !open.isEmpty() && turn < 1_000; turn++) {
            for (var taskRun : List.copyOf(open.keySet())) {
                var page =
                        harness().fetch(connector, taskRun, taskRun.request(open.get(taskRun), 1));
                page.items().forEach(row -> found.get(taskRun).add(row.reference()));
                if (page.hasMore()) {
                    open.put(taskRun, page.newState());
                } else {
                    open.remove(taskRun);
                }
            }
        }
        return found;
    }
}
