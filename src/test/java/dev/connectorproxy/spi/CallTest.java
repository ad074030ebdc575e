package dev.connectorproxy.spi;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.sameInstance;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CallTest {
    private final Call call =
            IdempotentCalls.call(
                    System.nanoTime() + Duration.ofMinutes(5).toNanos(), Optional.of("key"));

    @Test
    void withinAShorterTimeEndsEarlierAndIsTheSameOtherwise() {
        var shorter = call.within(Duration.ofMinutes(1));

        assertThat(shorter.left(), is(lessThanOrEqualTo(Duration.ofMinutes(1))));
        assertThat(shorter.left(), is(greaterThan(Duration.ZERO)));
        assertThat(shorter, is(IdempotentCalls.call(shorter.deadline(), Optional.of("key"))));
    }

    @Test
    void keepsItsPolicyForSecretsWithinAShorterTime() {
        var policy = new FakeSecretPolicy();

        var shorter = call.with(policy).within(Duration.ofMinutes(1));

        assertThat(shorter.secretPolicy(), is(sameInstance(policy)));
        assertThat(call.with(policy).with(call.secretPolicy()), is(call));
        assertThat(call.secretPolicy(), is(sameInstance(Call.SecretPolicy.NONE)));
    }

    @Test
    void aConnectionIsPermittedOnlyWhereThePolicyForSecretsAdmitsIt() {
        var permitted = new ArrayList<String>();
        Egress egress =
                new Egress() {
                    @Override
                    public HttpResponse send(HttpRequest request, Call unused) {
                        throw new AssertionError("not sent");
                    }

                    @Override
                    public List<InetSocketAddress> permit(
                            String host, int port, Set<Integer> protocolPorts) {
                        permitted.add(host);
                        return List.of();
                    }
                };
        var limited = call.with(new FakeSecretPolicy().refusing("evil:5432"));

        egress.permit("good", 5432, Set.of(), limited);
        var failure =
                assertThrows(
                        ConnectorException.class,
                        () -> egress.permit("evil", 5432, Set.of(), limited));

        assertThat(permitted, is(List.of("good")));
        assertThat(failure.is(ErrorCode.EGRESS_BLOCKED), is(true));
    }

    @Test
    void withinALongerTimeKeepsItsDeadline() {
        assertThat(call.within(Duration.ofSeconds(Long.MAX_VALUE)), is(sameInstance(call)));
    }

    @Test
    void endsAnOwnCallOfTheProxyAfterItsTimeoutAndForwardsNoId() {
        var minute = Duration.ofMinutes(1);

        var own = Call.ofProxy(minute);

        assertThat(own.left(), lessThanOrEqualTo(minute));
        assertThat(own.left(), greaterThan(Duration.ZERO));
        assertThat(own.requestIdGiven(), is(false));
    }

    @Test
    void keepsEverythingButItsTrailWithAnotherOne() {
        var trail =
                new Call.Trail() {
                    @Override
                    public void attempt(String target) {}

                    @Override
                    public void bytes(long sent, long received) {}
                };

        var other = call.with(trail);

        assertThat(other.trail(), is(sameInstance(trail)));
        assertThat(other.with(call.trail()), is(call));
    }

    @Test
    void hasNoTimeLeftAfterItsDeadline() {
        var over = new Call("id", true, Optional.empty(), System.nanoTime() - 1, Call.Trail.NONE);

        assertThat(over.left(), is(lessThanOrEqualTo(Duration.ofNanos(-1))));
        assertThat(over.within(Duration.ofMinutes(1)), is(sameInstance(over)));
    }

    @Test
    void withoutSecretsSendsEverythingEverywhere() {
        var none = Call.SecretPolicy.NONE;

        none.admit("https://a.example:443");
        none.admit("a.example", 443);

        assertThat(none.forbids("https://a.example:443", "text"), is(false));
        assertThat(none.forbids("https://a.example:443", new byte[1]), is(false));
    }
}
