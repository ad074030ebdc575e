package dev.connectorproxy.devserver;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.devserver.api.DevLog;
import dev.connectorproxy.devserver.api.DevServerException;
import dev.connectorproxy.devserver.connector.CallCause;
import dev.connectorproxy.devserver.connector.ProviderCalls;
import dev.connectorproxy.secrets.SecretMask;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.spi.payment.PaymentError;
import dev.connectorproxy.spi.payment.PaymentException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A provider that hangs, throws or returns nonsense affects no other call.
class MisbehavingProvidersTest {
    private final FakeProvider provider = new FakeProvider();
    private final RunningDevServer server =
            new RunningDevServer(provider, "fetch-timeout=PT2S", "in-flight=2");

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aCallThatHangsIsInterruptedAtItsDeadlineAndChangesNothing() throws Exception {
        var interrupted = new CountDownLatch(1);
        provider.before((_, _) -> {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
                throw e;
            }
        });
        var path = server.connector("fake");

        var late = server.post(path + "/fetch/accounts", "");

        assertThat(late.status(), is(400));
        assertThat(late.message() + " " + late.code(), is("fetch accounts failed TIMEOUT"));
        assertThat(interrupted.await(10, TimeUnit.SECONDS), is(true));
        provider.before((_, _) -> {});
        assertThat(
                server.post(path + "/fetch/accounts", "").body(),
                containsString("\"reference\":\"a0\""));
    }

    @Test
    void aPageThatLeadsToWhereItBeganIsAFailureThatNamesListAndState() {
        provider.repeatPages();
        var path = server.connector("fake");
        assertThat(server.post(path + "/fetch/accounts", "").status(), is(200));

        var stuck = server.post(path + "/fetch/accounts", "");

        assertThat(stuck.status() + stuck.code(), is("400DEFAULT"));
        assertThat(
                stuck.details(),
                is(
                        "the list of accounts does not move on: the page from state {\"next\":0} has more, and the same state"));
    }

    @Test
    void aCallThatIgnoresItsDeadlineKeepsItsPermitAndItsLateResultIsDropped() throws Exception {
        var release = new CountDownLatch(1);
        var ended = new CountDownLatch(1);
        provider.before((_, _) -> {
            while (release.getCount() > 0) {
                try {
                    release.await();
                } catch (InterruptedException _) {
                    // ignores the interrupt
                }
            }
            ended.countDown();
        });
        var path = server.connector("fake");
        var one = server.post(path + "/fetch/accounts", "");
        var two = server.post(path + "/fetch/payments", "");

        var full = server.post(path + "/fetch/external-accounts", "");
        release.countDown();
        ended.await();

        assertThat(one.code() + two.code(), is("TIMEOUTTIMEOUT"));
        assertThat(full.status() + full.code(), is("503RETRY_AFTER"));
        assertThat(full.httpResponse().headers().firstValue("Retry-After").isPresent(), is(true));
        var state = server.get(path + "/state").json().getJsonObject("fetch");
        assertThat(state.getJsonObject("accounts").isNull("state"), is(true));
    }

    @Test
    void nullIsABugOfTheProvider() {
        var calls = new ProviderCalls(1, Duration.ofSeconds(9), true, new SilentLog());

        var failure =
                assertThrows(
                        DevServerException.class,
                        () ->
                                calls.run(
                                        new ProviderCalls.Operation(
                                                CallCause.UNKNOWN,
                                                "fetch accounts failed",
                                                SecretMask.of(Set.of())),
                                        _ -> null));

        assertThat(failure.status().code(), is(500));
        assertThat(failure.details().orElseThrow(), containsString("the provider returned null"));
    }

    static final class SilentLog implements DevLog {
        @Override
        public void warning(String message) {}

        @Override
        public void error(String message, Throwable failure) {}
    }

    @Test
    void aBugIsLoggedAndNotQuotedWithoutDebug() {
        try (var quiet = new RunningDevServer(provider, "debug=false")) {
            provider.before((_, _) -> {
                throw new IllegalStateException("inner workings");
            });
            var path = quiet.connector("fake");

            var response = quiet.post(path + "/fetch/accounts", "");

            assertThat(response.status() + response.details(), is("500internal error"));
            assertThat(response.body(), not(containsString("inner")));
            assertThat(quiet.log, hasItem("fetch accounts failed: its provider has a bug"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyClassOfFailureIs400WithItsCodeAndChangesNoState(PaymentError error) {
        var path = server.connector("fake");
        server.post(path + "/fetch/accounts", "");
        provider.before((_, _) -> {
            throw PaymentException.of(error, "with s3cret-key");
        });

        var response = server.post(path + "/fetch/accounts", "");

        assertThat(response.status() + response.code(), is("400" + error.protocolCode()));
        assertThat(response.details(), is(error.message() + ": with ***"));
        provider.before((_, _) -> {});
        assertThat(
                server.post(path + "/fetch/accounts", "").body(),
                containsString("\"reference\":\"a2\""));
    }

    @Test
    void anEgressFailureHasTheCodeOfItsClass() {
        var path = server.connector("fake");
        provider.before((_, _) -> {
            throw new ConnectorException(ErrorCode.READ_TIMEOUT, "no response");
        });

        assertThat(server.post(path + "/fetch/accounts", "").code(), is("TIMEOUT"));
    }
}
