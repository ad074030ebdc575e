package dev.connectorproxy.proxy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.catalogue.CommandId;
import dev.connectorproxy.catalogue.Invocation;
import dev.connectorproxy.catalogue.InvocationResult;
import dev.connectorproxy.catalogue.RegisteredCommand;
import dev.connectorproxy.limit.Shares;
import dev.connectorproxy.server.HangupDetector;
import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.Command;
import dev.connectorproxy.spi.CommandResult;
import dev.connectorproxy.spi.CommandSpec;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class CommandExecutorTest {
    private static final CommandResult FINE = CommandResult.Done.of(JsonValue.TRUE);

    @Test
    void returnsTheResult() {
        assertThat(
                execution(1, 0).run(entry(() -> FINE), NO_INPUT, call(Duration.ofSeconds(30))),
                is(new InvocationResult.Local(FINE)));
    }

    @Test
    void reportsAnErrorOfTheCommandAsABug() {
        var failure =
                failure(
                        execution(1, 0),
                        () -> {
                            throw new StackOverflowError();
                        },
                        Duration.ofSeconds(30));

        assertThat(failure.is(ErrorCode.INTERNAL_ERROR), is(true));
        assertThat(failure.getCause(), instanceOf(StackOverflowError.class));
    }

    @Test
    void reportsANullResultAsABug() {
        var failure = failure(execution(1, 0), () -> null, Duration.ofSeconds(30));

        assertThat(failure.is(ErrorCode.INTERNAL_ERROR), is(true));
    }

    @Test
    void returnsAtTheDeadlineEvenIfTheCommandIgnoresInterrupts() throws InterruptedException {
        var execution = execution(1, 0);
        var release = new CountDownLatch(1);

        var failure = failure(execution, () -> ignoringInterrupts(release), Duration.ofMillis(50));

        assertThat(failure.is(ErrorCode.READ_TIMEOUT), is(true));
        assertThat("its place stays taken", execution.awaitIdle(Duration.ofMillis(20)), is(false));
        release.countDown();
        assertThat("until it ends", execution.awaitIdle(Duration.ofSeconds(30)), is(true));
    }

    @Test
    void aThreadThatACommandLeavesBehindHoldsNoPermit() throws InterruptedException {
        var execution = execution(1, 0);
        var release = new CountDownLatch(1);
        var left = new AtomicReference<Thread>();

        var result =
                execution.run(
                        entry(() -> {
                            left.set(Thread.startVirtualThread(() -> ignoringInterrupts(release)));
                            return FINE;
                        }),
                        NO_INPUT,
                        call(Duration.ofSeconds(30)));

        assertThat(result, is(new InvocationResult.Local(FINE)));
        assertThat(execution.awaitIdle(Duration.ofSeconds(30)), is(true));
        assertThat(left.get().isAlive(), is(true));
        release.countDown();
    }

    @Test
    void refusesMoreThanTheLimitAndAFullQueue() throws InterruptedException {
        var execution = execution(1, 0);
        var begun = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        var busy =
                Thread.ofVirtual()
                        .start(() ->
                                execution.run(
                                        entry(() -> {
                                            begun.countDown();
                                            return ignoringInterrupts(release);
                                        }),
                                        NO_INPUT,
                                        call(Duration.ofSeconds(30))));
        begun.await();

        var failure = failure(execution, () -> FINE, Duration.ofSeconds(30));

        assertThat(failure.is(ErrorCode.PROXY_OVERLOADED), is(true));
        release.countDown();
        busy.join();
    }

    @Test
    void startsNothingAfterItIsClosed() {
        var execution = execution(1, 0);

        execution.close();

        assertThat(failure(execution, () -> FINE, Duration.ofSeconds(30)).httpStatus(), is(503));
    }

    private static final Invocation NO_INPUT =
            new Invocation() {
                @Override
                public Arguments arguments() {
                    return new Arguments(Map.of());
                }

                @Override
                public Command decorate(Command command) {
                    return command;
                }

                @Override
                public ForwardedRequest toForwardedRequest(boolean withTaskData) {
                    throw new IllegalStateException("not called");
                }
            };

    private static CommandResult ignoringInterrupts(CountDownLatch release) {
        while (true) {
            try {
                release.await();
                return FINE;
            } catch (InterruptedException _) {
                // that is what this command does
            }
        }
    }

    @Test
    void tellsTheCallerOfACommandThatIsCutOffThatItMayHaveTakenEffect() throws Exception {
        var execution = execution(1, 0);
        var began = new CountDownLatch(1);
        var call =
                CompletableFuture.supplyAsync(
                        () ->
                                failure(
                                        execution,
                                        () -> hangUntilInterrupted(began),
                                        Duration.ofMinutes(5)),
                        Thread::startVirtualThread);
        began.await();

        execution.close();
        execution.cutOff();

        var failure = call.get();
        assertThat(failure.code(), is("ProxyStopped"));
        assertThat(failure.httpStatus(), is(503));
        assertThat(failure.getMessage(), containsString("may have taken effect"));
        assertThat(execution.awaitIdle(Duration.ofSeconds(20)), is(true));
    }

    @Test
    void interruptsACommandWhoseCallerHangsUp() throws Exception {
        var execution = execution(1, 0);
        var caller = new FakeCaller();
        var began = new CountDownLatch(1);
        var call = failureOf(execution, () -> hangUntilInterrupted(began), caller);
        began.await();

        caller.hangUp();

        var failure = call.get();
        assertThat(failure.code(), is("CallerGone"));
        assertThat(failure.httpStatus(), is(499));
        assertThat("its place is free", execution.awaitIdle(Duration.ofSeconds(30)), is(true));
    }

    @Test
    void doesNotWaitForACommandThatIgnoresThatItsCallerHangsUp() throws Exception {
        var execution = execution(1, 0);
        var caller = new FakeCaller();
        var began = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        var call =
                failureOf(
                        execution,
                        () -> {
                            began.countDown();
                            return ignoringInterrupts(release);
                        },
                        caller);
        began.await();

        caller.hangUp();

        assertThat(call.get().code(), is("CallerGone"));
        assertThat("its place stays taken", execution.awaitIdle(Duration.ofMillis(20)), is(false));
        release.countDown();
        assertThat("until it ends", execution.awaitIdle(Duration.ofSeconds(30)), is(true));
    }

    @Test
    void doesNotDeferACommandWhoseCallerHangsUpBefore() throws Exception {
        var execution = execution(1, 0);
        var caller = new FakeCaller();
        var release = new CountDownLatch(1);
        var started =
                execution.start(
                        entry(() -> ignoringInterrupts(release)),
                        NO_INPUT,
                        call(Duration.ofMinutes(5)));
        caller.hangUp();

        assertThat("it need not be awaited", started.endsWithin(Duration.ZERO, caller), is(true));

        var failure =
                assertThrows(ConnectorException.class, () -> started.result(Duration.ZERO, caller));
        assertThat(failure.code(), is("CallerGone"));
        release.countDown();
    }

    private static CompletableFuture<ConnectorException> failureOf(
            CommandExecutor execution, Supplier<CommandResult> body, FakeCaller caller) {
        return CompletableFuture.supplyAsync(
                () ->
                        assertThrows(
                                ConnectorException.class,
                                () ->
                                        execution.run(
                                                entry(body),
                                                NO_INPUT,
                                                call(Duration.ofMinutes(5)),
                                                caller)),
                Thread::startVirtualThread);
    }

    /// A caller that hangs up when a test wants it.
    private static final class FakeCaller implements HangupDetector {
        private volatile Runnable onHangup = () -> {};
        private volatile boolean hungUp;

        void hangUp() {
            hungUp = true;
            onHangup.run();
        }

        @Override
        public Watch watch(Runnable onHangup) {
            this.onHangup = onHangup;
            if (hungUp) {
                onHangup.run();
            }
            return () -> this.onHangup = () -> {};
        }

        @Override
        public boolean isHungUp() {
            return hungUp;
        }
    }

    private static CommandResult hangUntilInterrupted(CountDownLatch began) {
        began.countDown();
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException _) {
            throw new ConnectorException(ErrorCode.CONNECTION_ERROR, "the connection was closed");
        }
        throw new AssertionError();
    }

    private static ConnectorException failure(
            CommandExecutor execution, Supplier<CommandResult> body, Duration deadline) {
        return assertThrows(
                ConnectorException.class,
                () -> execution.run(entry(body), NO_INPUT, call(deadline)));
    }

    private static CommandExecutor execution(int inFlight, int waiting) {
        return new CommandExecutor(
                new ConcurrencyLimiter(
                        new LimitSettings(
                                Duration.ofSeconds(40),
                                1,
                                4,
                                1,
                                inFlight,
                                waiting,
                                Duration.ofMillis(50),
                                true),
                        Shares.NONE));
    }

    private static Call call(Duration deadline) {
        return new Call(
                "id",
                false,
                Optional.empty(),
                System.nanoTime() + deadline.toNanos(),
                Call.Trail.NONE);
    }

    private static RegisteredCommand entry(Supplier<CommandResult> body) {
        var spec = new CommandSpec("Try", "", List.of(), List.of());
        return new RegisteredCommand(
                new CommandId("test", "Try"),
                spec,
                new Command() {
                    @Override
                    public CommandSpec spec() {
                        return spec;
                    }

                    @Override
                    public CommandResult execute(Arguments arguments, Call call) {
                        return body.get();
                    }
                });
    }
}
