package dev.connectorproxy.contract.payment;

import dev.connectorproxy.spi.payment.Task;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.function.Executable;

/// The common part of the twelve points of the contract.
interface Point {

    /// The provider under test, with a fixture that was just reset.
    ProviderHarness harness();

    /// A test that exists only if it applies.
    static Stream<DynamicTest> when(boolean applies, String name, Executable test) {
        return applies ? Stream.of(DynamicTest.dynamicTest(name, test)) : Stream.empty();
    }

    /// The kinds that the install tree fetches.
    default List<Task.Type> kinds() {
        return kinds(harness().connector().install(harness().call()));
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
