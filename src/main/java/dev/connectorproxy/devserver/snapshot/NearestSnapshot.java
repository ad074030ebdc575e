package dev.connectorproxy.devserver.snapshot;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Finds the snapshot whose request is most like another request.
final class NearestSnapshot {
    private static final int METHOD = 10;
    private static final int SEGMENT = 5;
    private static final int PARAMETER = 2;

    private NearestSnapshot() {}

    /// A snapshot, and how its request is different.
    record Near(Snapshot snapshot, List<String> differences) {}

    static Optional<Near> find(PlayedRequest request, List<Snapshot> snapshots) {
        return snapshots.stream()
                .max(
                        Comparator.comparingInt(
                                snapshot -> likeness(request, PlayedRequest.of(snapshot))))
                .map(snapshot ->
                        new Near(snapshot, differences(request, PlayedRequest.of(snapshot))));
    }

    private static int likeness(PlayedRequest one, PlayedRequest other) {
        int likeness = one.method().equals(other.method()) ? METHOD : 0;
        var first = one.path().split("/");
        var second = other.path().split("/");
        likeness -= SEGMENT * Math.abs(first.length - second.length);
        for (int i = 0; i < Math.min(first.length, second.length); i++) {
            likeness += first[i].equals(second[i]) ? SEGMENT : 0;
        }
        var common = new ArrayList<>(one.parameters());
        common.retainAll(other.parameters());
        likeness +=
                PARAMETER
                        * (2 * common.size() - one.parameters().size() - other.parameters().size());
        return likeness + (one.body().equals(other.body()) ? 1 : 0);
    }

    private static List<String> differences(PlayedRequest wanted, PlayedRequest recorded) {
        var differences = new ArrayList<String>();
        if (!wanted.method().equals(recorded.method())) {
            differences.add("method " + recorded.method());
        }
        if (!wanted.path().equals(recorded.path())) {
            differences.add("URL " + recorded.path());
        }
        without(recorded.parameters(), wanted.parameters())
                .forEach(parameter -> differences.add("with " + parameter));
        without(wanted.parameters(), recorded.parameters())
                .forEach(parameter -> differences.add("without " + parameter));
        if (!wanted.body().equals(recorded.body())) {
            differences.add("another body");
        }
        if (differences.isEmpty()) {
            differences.add("its parameters in another order");
        }
        return differences;
    }

    private static List<String> without(List<String> all, List<String> others) {
        var left = new ArrayList<>(all);
        left.removeAll(others);
        return left;
    }
}
