package dev.connectorproxy.contract.payment;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import dev.connectorproxy.spi.HttpRequest;
import dev.connectorproxy.spi.payment.PageSize;
import dev.connectorproxy.spi.payment.PaymentConnector;
import dev.connectorproxy.spi.payment.PaymentError.Retry;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Point 16: how many requests, and for what.
interface Point16Requests extends Point {

    /// Otherwise every parent has the rows of all.
    @Test
    @Checks(ReviewRule.FAN_OUT)
    default void noRowIsOfTwoParents() {
        for (var family : families().values()) {
            var parents = new HashMap<String, String>();
            for (var taskRun : family) {
                for (var row : page(harness().connector(), taskRun)) {
                    var other = Optional.ofNullable(parents.put(row.reference(), taskRun.parent()));
                    assertThat(
                            "the parent of row " + row.reference() + " of " + taskRun.path(),
                            taskRun.parent(),
                            is(other.orElse(taskRun.parent())));
                }
            }
        }
    }

    @TestFactory
    @Checks(ReviewRule.FAN_OUT)
    default Stream<DynamicTest> requestsOfDifferentParentsDiffer() {
        return Point.when(
                harness().fixture.talksHttp(),
                "fan-out",
                () -> {
                    for (var family : families().values()) {
                        var first = requests(harness().connector(), family.getFirst());
                        var last = requests(harness().connector(), family.getLast());
                        assertThat(
                                family.getFirst()
                                        + " and "
                                        + family.getLast()
                                        + " send the same requests: "
                                        + first,
                                !first.isEmpty() && first.equals(last) && family.size() > 1,
                                is(false));
                    }
                });
    }

    @TestFactory
    @Checks(ReviewRule.PAYLOAD)
    default Stream<DynamicTest> parentsAreNotFetchedAgain() {
        return Point.when(
                harness().fixture.talksHttp(),
                "payload",
                () -> {
                    var connector = harness().connector();
                    var poller = new InstallTreePoller(harness(), connector, PageSize.MAX);
                    poller.poll();
                    var sent = new HashMap<String, Set<String>>();
                    for (var taskRun : poller.fetching()) {
                        var requests = requests(connector, taskRun);
                        sent.computeIfAbsent(taskRun.path(), _ -> new HashSet<>()).addAll(requests);
                        if (!taskRun.isRoot()) {
                            assertThat(
                                    taskRun + " fetches its payload again",
                                    refetched(taskRun, requests, sent),
                                    is(empty()));
                        }
                    }
                });
    }

    /// The egress repeats requests, and waits as long as the provider asks it to.
    @TestFactory
    @Checks(ReviewRule.FAILURES)
    default Stream<DynamicTest> refusedRequestsAreSentOnce() {
        return Stream.of(401, 403, 429)
                .flatMap(status ->
                        Point.when(
                                harness().fixture.talksHttp(),
                                String.valueOf(status),
                                () -> isSentOnce(status)));
    }

    private void isSentOnce(int status) {
        harness().egress.restore();
        for (var task : harness().connector().install(harness().call())) {
            if (FetchedRow.fetches(task)) {
                var taskRun = TaskRun.root(task);
                harness().egress.clear();
                harness().egress.fail(ProviderFault.status(status, errorBody(status)));

                var failure =
                        ExpectedFailures.of(
                                taskRun + " upon " + status,
                                () -> page(harness().connector(), taskRun));

                assertThat(taskRun + ": requests", harness().egress.sent().size(), is(1));
                assertThat(
                        taskRun + ": retry after " + failure.error(),
                        failure.error().retry(),
                        is(status == 429 ? Retry.AFTER_DELAY : Retry.NEVER));
                harness().egress.restore();
            }
        }
    }

    private String errorBody(int status) {
        return harness().fixture.errorBody(status, "refused");
    }

    private List<FetchedRow> page(PaymentConnector connector, TaskRun taskRun) {
        return harness()
                .fetch(connector, taskRun, taskRun.request(Optional.empty(), PageSize.MAX))
                .items();
    }

    /// The requests of the first page, without the headers that all of them have.
    private Set<String> requests(PaymentConnector connector, TaskRun taskRun) {
        harness().egress.clear();
        page(connector, taskRun);
        return harness().egress.sent().stream()
                .map(sent -> described(sent.request()))
                .collect(Collectors.toSet());
    }

    /// Requests that a task of its parent has sent, and those for the parent itself beside others.
    private static List<String> refetched(
            TaskRun taskRun, Set<String> requests, Map<String, Set<String>> sent) {
        var parentPath = taskRun.path().substring(0, taskRun.path().lastIndexOf('/'));
        var refetched = new ArrayList<String>();
        for (var request : requests) {
            boolean isParent = requests.size() > 1 && endsWith(request, taskRun.parent());
            if (isParent || sent.getOrDefault(parentPath, Set.of()).contains(request)) {
                refetched.add(request);
            }
        }
        return refetched;
    }

    private static boolean endsWith(String request, String parent) {
        var url = request.split(" ")[1];
        return Optional.ofNullable(URI.create(url).getPath())
                .filter(path -> path.endsWith("/" + parent))
                .isPresent();
    }

    private static String described(HttpRequest request) {
        var headers =
                request.headers().stream()
                        .filter(header -> !header.name().equalsIgnoreCase("Authorization"))
                        .map(header -> header.name() + "=" + header.value())
                        .sorted()
                        .toList();
        return request.method() + " " + request.url() + " " + headers;
    }
}
