package dev.connectorproxy.chaos;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The events seen from outside the replicas, with their times. Thread-safe.
final class EventLog {
    private final Queue<Event> events = new ConcurrentLinkedQueue<>();
    private final Queue<Fault> faults = new ConcurrentLinkedQueue<>();

    /// An observable event of a task.
    enum Kind {
        /// Its call got a 202 response.
        ACKNOWLEDGED,
        /// Its command reached the upstream.
        BEGUN,
        /// The upstream has sent its response.
        ENDED,
        /// Its callback reached SpiffArena.
        CALLED,
        /// SpiffArena accepted its callback.
        TAKEN,
        /// SpiffArena accepted its callback and sent no response.
        TAKEN_IN_SILENCE
    }

    /// @param nanos a reading of [System#nanoTime()]
    /// @param process the address of the process of a replica
    /// @param detail the error code of an accepted callback
    record Event(long nanos, String task, Kind kind, String process, String detail) {
        boolean isTaken() {
            return kind == Kind.TAKEN || kind == Kind.TAKEN_IN_SILENCE;
        }

        /// Whether a replica caused it, and not one of its peers.
        boolean isByReplica() {
            return kind != Kind.ENDED && kind != Kind.ACKNOWLEDGED;
        }
    }

    /// A fault injected into a process.
    enum FaultKind {
        KILLED,
        PAUSED,
        WOKEN
    }

    record Fault(long nanos, String process, FaultKind kind) {}

    void event(String task, Kind kind, String by) {
        event(task, kind, by, "");
    }

    void event(String task, Kind kind, String by, String detail) {
        events.add(new Event(System.nanoTime(), task, kind, by, detail));
    }

    void fault(String to, FaultKind blow) {
        faults.add(new Fault(System.nanoTime(), to, blow));
    }

    /// The events of each task, in order of time.
    Map<String, List<Event>> tasks() {
        return events.stream()
                .sorted((a, b) -> Long.compare(a.nanos(), b.nanos()))
                .collect(Collectors.groupingBy(Event::task));
    }

    List<Fault> faults() {
        return List.copyOf(faults);
    }

    /// All events and faults, one line each, in seconds since the beginning.
    Stream<String> lines(long begin) {
        return Stream.concat(
                        events.stream()
                                .map(event ->
                                        Map.entry(
                                                event.nanos(),
                                                "%s %s by %s %s"
                                                        .formatted(
                                                                event.task(),
                                                                event.kind(),
                                                                event.process(),
                                                                event.detail()))),
                        faults.stream()
                                .map(fault ->
                                        Map.entry(
                                                fault.nanos(),
                                                fault.process() + " " + fault.kind())))
                .sorted(Map.Entry.comparingByKey())
                .map(entry ->
                        "%9.3f %s".formatted((entry.getKey() - begin) / 1e9, entry.getValue()));
    }
}
