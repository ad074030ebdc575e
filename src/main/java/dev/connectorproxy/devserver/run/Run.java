package dev.connectorproxy.devserver.run;

import java.time.Duration;
import java.time.InstantSource;

/// A run of one connector. Thread-safe.
final class Run {
    private static final long TASK_BYTES = 500; // about

    private static final long FINDING_BYTES = 20_000;

    private final long number;
    private final String connectorId;
    private final RunOptions options;
    private final RunProgress progress;
    private final StepGate gate;
    private final RunFindings findings = new RunFindings();
    private volatile boolean cancelled;
    private volatile Thread thread = Thread.ofVirtual().unstarted(() -> {});

    /// @param events with a number that no other run of this server has
    Run(RunEvents events, RunOptions options, InstantSource clock) {
        this.number = events.run();
        this.connectorId = events.connectorId();
        this.options = options;
        this.progress = new RunProgress(options.caps(), clock, events);
        this.gate = new StepGate(options.step(), options.pauseAt());
    }

    long number() {
        return number;
    }

    String connectorId() {
        return connectorId;
    }

    RunOptions options() {
        return options;
    }

    RunProgress progress() {
        return progress;
    }

    RunFindings findings() {
        return findings;
    }

    StepGate gate() {
        return gate;
    }

    boolean cancelled() {
        return cancelled;
    }

    /// Starts the work on a thread of its own.
    void start(Runnable work) {
        thread = Thread.ofVirtual().name("run-" + number).unstarted(work);
        thread.start();
        if (cancelled) {
            thread.interrupt();
        }
    }

    /// Lets a run that is paused begin its next call, and pauses it before the one after that.
    ///
    /// @return false if it is not paused
    boolean step() {
        return gate.step();
    }

    /// Lets a run in step mode continue.
    ///
    /// @return false if it has ended, or does so anyway
    boolean proceed() {
        return !ended() && gate.proceed();
    }

    /// Pauses before the next call.
    ///
    /// @return false if it has ended
    boolean pause() {
        gate.pause();
        return !ended();
    }

    /// Ends the run, also while it is paused or waits; a call of the provider in progress is cut off.
    void cancel() {
        cancelled = true;
        thread.interrupt();
    }

    /// Ends the run, and waits until it has ended.
    ///
    /// @return false if it had ended before
    boolean cancel(Duration timeout) {
        boolean running = !ended();
        cancel();
        try {
            thread.join(timeout);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return running;
    }

    boolean ended() {
        return progress.snapshot().status().ended();
    }

    /// Waits until the run has ended or is paused, or that time has passed.
    void awaitRest(Duration timeout) {
        try {
            progress.awaitRest(timeout);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// About how many bytes it takes.
    long size() {
        return FINDING_BYTES + TASK_BYTES * (1 + progress.snapshot().tasks().size());
    }
}
