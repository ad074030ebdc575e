package dev.connectorproxy.contract.payment;

import dev.connectorproxy.spi.payment.PageSize;
import dev.connectorproxy.spi.payment.Task;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.function.Executable;

/// The common part of the points of the contract.
interface Point {

    /// The provider under test, with a fixture that was just reset.
    ProviderHarness harness();

    /// A test that exists only if it applies.
    static Stream<DynamicTest> when(boolean applies, String name, Executable test) {
        return applies ? Stream.of(DynamicTest.dynamicTest(name, test)) : Stream.empty();
    }

    /// The method that fetches rows of a kind, such as `fetchPayments`.
    static String method(Task.Type kind) {
        var words = kind.name().toLowerCase(Locale.ROOT).split("_");
        return Stream.of(words)
                .skip(1)
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining("", words[0], ""));
    }

    /// The kinds that the install tree fetches.
    default List<Task.Type> kinds() {
        return kinds(harness().connector().install(harness().call()));
    }

    /// The task runs of each path whose kind is not also a root task.
    default Map<String, List<TaskRun>> families() {
        var poller = new InstallTreePoller(harness(), harness().connector(), PageSize.MAX);
        poller.poll();
        var roots = poller.fetching().stream().filter(TaskRun::isRoot).map(TaskRun::kind).toList();
        var families = new LinkedHashMap<String, List<TaskRun>>();
        for (var taskRun : poller.fetching()) {
            if (!roots.contains(taskRun.kind())) {
                families.computeIfAbsent(taskRun.path(), _ -> new ArrayList<>()).add(taskRun);
            }
        }
        return families;
    }

    private static List<Task.Type> kinds(List<Task> tasks) {
        return tasks.stream()
                .flatMap(task ->
                        Stream.concat(Stream.of(task.type()), kinds(task.nextTasks()).stream()))
                .filter(it -> it != Task.Type.CREATE_WEBHOOKS)
                .distinct()
                .toList();
    }
}
