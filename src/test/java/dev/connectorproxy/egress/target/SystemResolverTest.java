package dev.connectorproxy.egress.target;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.sameInstance;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.spi.ConnectorException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SystemResolverTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final List<InetAddress> ADDRESSES =
            List.of(InetAddress.ofLiteral("93.184.215.14"));

    @Test
    void usesTheResolverOfTheMachine() throws Exception {
        try (var resolver = new SystemResolver(LONG)) {
            var addresses = resolver.resolve("localhost");

            assertThat(addresses.isEmpty(), is(false));
            assertThat(addresses.stream().allMatch(InetAddress::isLoopbackAddress), is(true));
        }
    }

    @Test
    void resolvesOnADaemonPlatformThread() throws Exception {
        var threads = new ConcurrentLinkedQueue<Thread>();
        try (var resolver =
                new SystemResolver(
                        LONG,
                        _ -> {
                            threads.add(Thread.currentThread());
                            return ADDRESSES;
                        })) {

            resolver.resolve("example.com");

            assertThat(threads.element().isVirtual(), is(false));
            assertThat(threads.element().isDaemon(), is(true));
            assertThat(threads.element(), is(not(sameInstance(Thread.currentThread()))));
        }
    }

    @Test
    void timesOutThoughTheLookUpDoesNotEnd() {
        var never = new CountDownLatch(1);
        try (var resolver = new SystemResolver(Duration.ofMillis(20), _ -> hang(never))) {

            var failure =
                    assertThrows(
                            ConnectorException.class, () -> resolver.resolve("slow.example.com"));

            assertThat(failure.code(), is("ConnectionError"));
            assertThat(failure.httpStatus(), is(502));
            assertThat(
                    failure.getMessage(),
                    is("name look-up of slow.example.com took longer than 20 ms"));
        } finally {
            never.countDown();
        }
    }

    @Test
    void resolvesOtherNamesWhileOneHangs() throws Exception {
        var never = new CountDownLatch(1);
        var begun = new CountDownLatch(1);
        try (var resolver =
                        new SystemResolver(
                                LONG,
                                host -> {
                                    if (host.equals("example.com")) {
                                        return ADDRESSES;
                                    }
                                    begun.countDown();
                                    return hang(never);
                                });
                var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var hanging = callers.submit(() -> resolver.resolve("slow.example.com"));
            begun.await();

            assertThat(resolver.resolve("example.com"), is(ADDRESSES));
            assertThat(hanging.isDone(), is(false));
            never.countDown();
        }
    }

    @Test
    void sharesOneLookUpAmongConcurrentCallersOnly() throws Exception {
        var asked = new AtomicInteger();
        var begun = new CountDownLatch(1);
        var finish = new CountDownLatch(1);
        try (var resolver =
                new SystemResolver(
                        LONG,
                        _ -> {
                            asked.incrementAndGet();
                            begun.countDown();
                            return hang(finish);
                        })) {

            try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
                var threads = new ConcurrentLinkedQueue<Thread>();
                var results = new ArrayList<Future<List<InetAddress>>>();
                for (var i = 0; i < 50; i++) {
                    results.add(submit(callers, resolver, threads, "example.com"));
                }
                begun.await();
                awaitWaiting(threads, 50);
                finish.countDown();

                for (var result : results) {
                    assertThat(result.get(), is(ADDRESSES));
                }
            }
            assertThat(asked.get(), is(1));

            resolver.resolve("example.com");
            assertThat(asked.get(), is(2));
        }
    }

    @Test
    void limitsTheLookUpsInProgress() throws Exception {
        var finish = new CountDownLatch(1);
        var working = new CountDownLatch(256);
        var max = new AtomicInteger();
        var now = new AtomicInteger();
        AddressResolver slow =
                _ -> {
                    max.accumulateAndGet(now.incrementAndGet(), Math::max);
                    working.countDown();
                    try {
                        return hang(finish);
                    } finally {
                        now.decrementAndGet();
                    }
                };
        try (var resolver = new SystemResolver(LONG, slow);
                var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var threads = new ConcurrentLinkedQueue<Thread>();
            var results = new ArrayList<Future<List<InetAddress>>>();
            for (var i = 0; i < 256 + 1_024; i++) {
                results.add(submit(callers, resolver, threads, "h" + i + ".example.com"));
            }
            working.await();
            awaitWaiting(threads, results.size());

            var failure =
                    assertThrows(
                            ConnectorException.class, () -> resolver.resolve("more.example.com"));
            finish.countDown();

            assertThat(failure.code(), is("ConnectionError"));
            assertThat(failure.getMessage(), containsString("too many are under way"));
            for (var result : results) {
                assertThat(result.get(), is(ADDRESSES));
            }
            assertThat(max.get(), is(256));
        }
    }

    @Test
    void distinguishesAnUnknownNameFromAFailedLookUp() {
        try (var unknown =
                        new SystemResolver(
                                LONG,
                                host -> {
                                    throw new UnknownHostException(host);
                                });
                var broken =
                        new SystemResolver(
                                LONG,
                                _ -> {
                                    throw new IllegalStateException("broken");
                                })) {

            assertThrows(UnknownHostException.class, () -> unknown.resolve("nope.example.com"));
            var failure =
                    assertThrows(ConnectorException.class, () -> broken.resolve("example.com"));

            assertThat(failure.code(), is("ConnectionError"));
        }
    }

    @Test
    void stopsWaitingWhenItsCallerIsInterrupted() throws Exception {
        var never = new CountDownLatch(1);
        var begun = new CountDownLatch(1);
        try (var resolver =
                        new SystemResolver(
                                LONG,
                                _ -> {
                                    begun.countDown();
                                    return hang(never);
                                });
                var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var threads = new ConcurrentLinkedQueue<Thread>();
            var interrupted =
                    callers.submit(() -> {
                        threads.add(Thread.currentThread());
                        assertThrows(
                                ConnectorException.class, () -> resolver.resolve("example.com"));
                        return Thread.currentThread().isInterrupted();
                    });
            begun.await();

            threads.element().interrupt();

            assertThat(interrupted.get(), is(true));
        } finally {
            never.countDown();
        }
    }

    private static Future<List<InetAddress>> submit(
            ExecutorService callers,
            AddressResolver resolver,
            ConcurrentLinkedQueue<Thread> threads,
            String host) {
        return callers.submit(() -> {
            threads.add(Thread.currentThread());
            return resolver.resolve(host);
        });
    }

    private static void awaitWaiting(ConcurrentLinkedQueue<Thread> threads, int count) {
        while (threads.size() < count
                || !threads.stream()
                        .allMatch(thread -> thread.getState() == Thread.State.TIMED_WAITING)) {
            Thread.onSpinWait();
        }
    }

    private static List<InetAddress> hang(CountDownLatch until) throws UnknownHostException {
        try {
            until.await();
            return ADDRESSES;
        } catch (InterruptedException _) {
            throw new UnknownHostException("the look-up was interrupted");
        }
    }
}
