package dev.connectorproxy.importer;

import dev.connectorproxy.openapi.Operation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/// An operation with the name of the command that is made of it.
///
/// @param reference how a connector file names the operation: its `operationId`, or `METHOD /path` where that is not one
///     operation
record NamedOperation(String name, String reference, Operation operation) {

    /// All operations of an API, in the same order, each with a name of its own.
    static List<NamedOperation> of(List<Operation> operations) {
        var counts =
                operations.stream()
                        .collect(Collectors.groupingBy(Operation::id, Collectors.counting()));
        Function<Operation, String> reference =
                operation ->
                        operation.id().isBlank()
                                        || operation.id().contains(" ")
                                        || counts.get(operation.id()) > 1
                                ? route(operation)
                                : operation.id();
        var names = new HashSet<String>();
        var all = new ArrayList<NamedOperation>();
        for (var operation : operations) {
            all.add(
                    new NamedOperation(
                            CommandNames.unique(operation, names),
                            reference.apply(operation),
                            operation));
        }
        return all;
    }

    /// Whether a user who writes this means the operation: its `operationId`, `METHOD /path`, or the name of its command.
    boolean isCalled(String text) {
        return text.equals(operation.id())
                || text.equals(name)
                || text.equalsIgnoreCase(route(operation));
    }

    /// `METHOD /path`.
    static String route(Operation operation) {
        return operation.method() + " " + operation.path();
    }
}
