package dev.connectorproxy.chaos;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What was seen from outside, and when. Thread-safe.
final class Ledger {
    private final Queue<Event> events = new ConcurrentLinkedQueue<>();
    private final Queue<Fault> faults = new ConcurrentLinkedQueue<>();

    /// What can be seen of a task.
    enum Kind {
        /// Its call was answered with 202.
        ACKNOWLEDGED,
        /// Its command reached the upstream.
        BEGUN,
        /// The upstream has answered it.
        ENDED,
        /// Its callback reached SpiffArena.
        CALLED,
        /// SpiffArena took its callback.
        TAKEN,
        /// SpiffArena took its callback, and said so to nobody.
        TAKEN_IN_SILENCE
    }

    /// @param nanos a reading of [System#nanoTime()]
    /// @param process which process of which replica
    /// @param detail of a callback that was taken: its error code
    record Event(long nanos, String task, Kind kind, String by, String detail) {
        boolean isTaken() {
            return kind == Kind.TAKEN || kind == Kind.TAKEN_IN_SILENCE;
        }

        /// Whether a replica did it, and no peer of it.
        boolean isDeed() {
            return kind != Kind.ENDED && kind != Kind.ACKNOWLEDGED;
        }
    }

    /// What was done to a process.
    enum Blow {
        KILLED,
        PAUSED,
        WOKEN
    }

    record Fault(long nanos, String to, Blow blow) {}

    void event(String task, Kind kind, String by) {
        event(task, kind, by, "");
    }

    void event(String task, Kind kind, String by, String detail) {
        events.add(new Event(System.nanoTime(), task, kind, by, detail));
    }

    void fault(String to, Blow blow) {
        faults.add(new Fault(System.nanoTime(), to, blow));
    }

    /// Of each task, in order.
    Map<String, List<Event>> tasks() {
        return events.stream()
                .sorted((a, b) -> Long.compare(a.nanos(), b.nanos()))
                .collect(Collectors.groupingBy(Event::task));
    }

    List<Fault> faults() {
        return List.copyOf(faults);
    }

    /// All of it, a line each, in seconds since the beginning.
    Stream<String> lines(long begin) {
        return Stream.concat(
                        events.stream()
                                .map(it ->
                                        Map.entry(
                                                it.nanos(),
                                                "%s %s by %s %s"
                                                        .formatted(
                                                                it.task(),
                                                                it.kind(),
                                                                it.by(),
                                                                it.detail()))),
                        faults.stream().map(it -> Map.entry(it.nanos(), it.to() + " " + it.blow())))
                .sorted(Map.Entry.comparingByKey())
                .map(it -> "%9.3f %s".formatted((it.getKey() - begin) / 1e9, it.getValue()));
    }
}
