package dev.connectorproxy.devserver.run;

import dev.connectorproxy.devserver.run.RunCheck.Verdict;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/// The results of the checks of a run, each with the first 20 rows that it found. Thread-safe.
final class RunFindings {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final int MAX_ROWS = 20;

    private final Lock lock = new ReentrantLock();
    private final Map<RunCheck, Result> results = new EnumMap<>(RunCheck.class); // guarded by lock

    /// A row that a check found, or a task.
    ///
    /// @param kind the path of its kind; an empty string for none
    /// @param key the key or reference of the row; an empty string for none
    /// @param task the number of the task; 0 for none
    /// @param call the number of the call that brought it; 0 for none
    record Finding(String kind, String key, int task, long call, String message) {
        JsonObject toJson() {
            return JSON.createObjectBuilder()
                    .add("kind", kind.isEmpty() ? JsonValue.NULL : JSON.createValue(kind))
                    .add("key", key.isEmpty() ? JsonValue.NULL : JSON.createValue(key))
                    .add("task", task == 0 ? JsonValue.NULL : JSON.createValue(task))
                    .add("call", call == 0 ? JsonValue.NULL : JSON.createValue(call))
                    .add("message", message)
                    .build();
        }
    }

    private record Result(Verdict verdict, int count, List<Finding> rows) {
        static final Result NONE = new Result(Verdict.NOT_CHECKED, 0, List.of());

        Result with(Verdict other) {
            return new Result(other.compareTo(verdict) > 0 ? other : verdict, count, rows);
        }

        Result with(Finding finding) {
            var more =
                    rows.size() < MAX_ROWS
                            ? Stream.concat(rows.stream(), Stream.of(finding)).toList()
                            : rows;
            return new Result(verdict, count + 1, more);
        }
    }

    /// There was something to check.
    void checked(RunCheck check) {
        update(check, result(check).with(Verdict.PASSED));
    }

    void add(RunCheck check, Verdict verdict, Finding finding) {
        update(check, result(check).with(verdict).with(finding));
    }

    private Result result(RunCheck check) {
        lock.lock();
        try {
            return results.getOrDefault(check, Result.NONE);
        } finally {
            lock.unlock();
        }
    }

    private void update(RunCheck check, Result result) {
        lock.lock();
        try {
            results.put(check, result);
        } finally {
            lock.unlock();
        }
    }

    JsonArray toJson() {
        var array = JSON.createArrayBuilder();
        for (var check : RunCheck.values()) {
            var result = result(check);
            var rows = JSON.createArrayBuilder();
            result.rows().forEach(row -> rows.add(row.toJson()));
            array.add(
                    JSON.createObjectBuilder()
                            .add("check", check.text())
                            .add("verdict", result.verdict().text())
                            .add("count", result.count())
                            .add("rows", rows));
        }
        return array.build();
    }
}
