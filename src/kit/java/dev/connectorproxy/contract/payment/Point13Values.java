package dev.connectorproxy.contract.payment;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import dev.connectorproxy.contract.payment.ProviderFixture.Expected;
import dev.connectorproxy.spi.payment.PageSize;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Point 13: the value of every field.
interface Point13Values extends Point {

    @Test
    default void theFixtureCouldShowEveryWrongValue() {
        harness().fixture.reset(ProviderContract.SEED, ProviderContract.MANY_ROWS);

        assertThat(
                "the fixture is refused",
                ExpectedRows.gaps(harness().fixture, kinds()),
                is(empty()));
    }

    @Test
    default void everyFieldIsAsExpected() {
        harness().fixture.reset(ProviderContract.SEED, ProviderContract.MANY_ROWS);
        var poll = poll();

        for (var kind : kinds()) {
            var rows = poll.of(kind);
            harness()
                    .fixture
                    .expected(kind)
                    .forEach((reference, expected) -> {
                        var row =
                                rows.stream()
                                        .filter(each -> each.reference().equals(reference))
                                        .findFirst()
                                        .orElseThrow(() ->
                                                new AssertionError(
                                                        Point.method(kind)
                                                                + ": there is no row "
                                                                + reference));
                        assertThat(
                                Point.method(kind) + " row " + reference,
                                ExpectedRows.differences(row, expected),
                                is(empty()));
                    });
        }
    }

    /// The object itself, with its numbers as they were written: the engine keeps it for questions that nobody has yet.
    @Test
    default void rawIsTheObjectThatTheProviderSent() {
        var objects = new ReceivedObjects();
        harness().egress.handleWith(objects::send);
        var poll = poll();
        harness().egress.restore();

        for (var kind : kinds()) {
            var expected = harness().fixture.expected(kind);
            for (var row : poll.of(kind)) {
                if (!isExpected(expected, row.reference())) {
                    row.raw()
                            .ifPresent(raw ->
                                    assertThat(
                                            kind
                                                    + " row "
                                                    + row.reference()
                                                    + ": raw was not in a response: "
                                                    + raw,
                                            objects.contains(raw),
                                            is(true)));
                }
            }
        }
    }

    /// A change must not make another payment of the same one, or move it to another day.
    @Test
    @Checks(ReviewRule.STABLE_ROWS)
    default void referenceAndTimeStayWhenARowChanges() {
        for (var kind : kinds()) {
            harness().fixture.reset(ProviderContract.SEED, ProviderContract.ROWS);
            var poller = new InstallTreePoller(harness(), harness().connector(), PageSize.MAX);
            var before = poller.poll().times(kind);
            var changed = harness().fixture.update(kind);

            var after = poller.poll().times(kind);

            changed.filter(after::containsKey)
                    .ifPresent(reference ->
                            assertThat(
                                    Point.method(kind)
                                            + " row "
                                            + reference
                                            + " after a change: createdAt",
                                    after.get(reference),
                                    is(before.get(reference))));
        }
    }

    private boolean isExpected(Map<String, Expected> expected, String reference) {
        return !harness().fixture.talksHttp()
                || expected.containsKey(reference)
                        && expected.get(reference).fields().containsKey("raw");
    }

    private InstallTreePoller.Poll poll() {
        return new InstallTreePoller(harness(), harness().connector(), PageSize.MAX).poll();
    }
}
