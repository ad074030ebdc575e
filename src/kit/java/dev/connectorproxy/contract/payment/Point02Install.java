package dev.connectorproxy.contract.payment;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import dev.connectorproxy.spi.payment.Capability;
import dev.connectorproxy.spi.payment.PaymentError;
import dev.connectorproxy.spi.payment.Task;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Point 2: creating and installing a connector, and its capabilities.
interface Point02Install extends Point {

    @Test
    default void theNameFitsAUrl() {
        assertThat(harness().provider.name().matches("[a-z0-9][a-z0-9_-]*"), is(true));
    }

    @Test
    @Checks(ReviewRule.INSTALL)
    default void creatingAndInstallingSendsNoRequest() {
        harness().egress.fail(ProviderFault.status(500, "nobody should ask"));
        var connector = harness().connector();

        var tree = connector.install(harness().call());

        assertThat("requests sent", harness().egress.sent(), is(empty()));
        assertThat(tree, is(not(empty())));
        assertThat("the tree, asked again", connector.install(harness().call()), is(tree));
    }

    @Test
    default void theInstallTreeIsWhatTheCapabilitiesDeclare() {
        var used = new HashSet<Capability>();
        harness().connector().install(harness().call()).forEach(it -> collect(it, used));
        var declared = new HashSet<Capability>();
        for (var type : Task.Type.values()) {
            if (harness().can(type.capability())) {
                declared.add(type.capability());
            }
        }

        assertThat("capabilities that the install tree uses", used, is(declared));
    }

    @Test
    default void everyDeclaredCapabilityIsImplemented() {
        harness().egress.fail(ProviderFault.status(500, ""));
        var missing = new ArrayList<Capability>();
        for (var capability : harness().provider.capabilities()) {
            for (var method : CapabilityMethods.of(capability).subList(0, first(capability))) {
                ExpectedFailures.maybe(() -> method.call(harness()))
                        .filter(it -> it.error() == PaymentError.NOT_IMPLEMENTED)
                        .ifPresent(_ -> missing.add(capability));
            }
        }

        assertThat("declared, but not implemented", missing, is(empty()));
    }

    @Test
    default void everythingElseIsNotImplemented() {
        harness().egress.fail(ProviderFault.status(500, ""));

        for (var capability : undeclared()) {
            for (var method : CapabilityMethods.of(capability)) {
                ExpectedFailures.mustBeNotImplemented(
                        capability + " is not declared", () -> method.call(harness()));
            }
        }

        assertThat("requests sent", harness().egress.sent(), is(empty()));
    }

    private List<Capability> undeclared() {
        return Arrays.stream(Capability.values())
                .filter(capability -> !harness().can(capability))
                .toList();
    }

    /// Reversing and polling are optional.
    private static int first(Capability capability) {
        return capability == Capability.CREATE_TRANSFER || capability == Capability.CREATE_PAYOUT
                ? 1
                : CapabilityMethods.of(capability).size();
    }

    private static void collect(Task task, Set<Capability> used) {
        used.add(task.type().capability());
        task.nextTasks().forEach(it -> collect(it, used));
    }
}
