package dev.connectorproxy.egress.target;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import java.net.InetAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every case of `egress/cases.json`, and of a second file of the same format that the system property `egress.corpus`
/// names. Both errors count: an allowed forbidden connection, and a refused allowed one.
class EgressPolicyCorpusTest {
    private static final Set<ErrorCode> REFUSALS =
            Set.of(
                    ErrorCode.EGRESS_BLOCKED,
                    ErrorCode.INVALID_URL,
                    ErrorCode.MISSING_SCHEMA,
                    ErrorCode.INVALID_SCHEMA,
                    ErrorCode.CONNECTION_ERROR,
                    ErrorCode.TOO_MANY_REDIRECTS);

    /// Stages that are covered by other tests: the policy does not see header fields, responses and callbacks.
    private static final Set<String> OTHER_STAGES = Set.of("header", "response", "callback");

    private static final Set<String> CATEGORIES =
            Set.of(
                    "positive",
                    "loopback",
                    "this-network",
                    "ipv4-spelling",
                    "private",
                    "special-v4",
                    "metadata",
                    "internal-name",
                    "special-v6",
                    "embedded-v4",
                    "authority",
                    "unicode",
                    "scheme",
                    "port",
                    "control-char",
                    "dns",
                    "redirect",
                    "callback",
                    "opened");

    static Stream<PolicyCase> cases() {
        return Stream.concat(PolicyCase.own(), PolicyCase.extra())
                .filter(each -> !OTHER_STAGES.contains(each.stage()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void allowsExactlyTheAllowedTargets(PolicyCase tested) {
        switch (tested.stage()) {
            case "parse", "name", "connect", "resolve", "redirect" -> walk(tested);
            default -> throw new IllegalArgumentException("no such stage: " + tested.stage());
        }
    }

    @Test
    void coversEveryCategoryWithUniqueIds() {
        var cases = PolicyCase.own().toList();

        var categories =
                cases.stream()
                        .map(each -> each.json().getString("category"))
                        .collect(Collectors.toSet());
        var ids = new HashSet<>(cases.stream().map(PolicyCase::id).toList());

        assertThat(categories, is(CATEGORIES));
        assertThat(ids.size(), is(cases.size()));
        assertThat(cases.stream().filter(PolicyCase::allowed).count(), greaterThan(50L));
    }

    private static void walk(PolicyCase tested) {
        var script = tested.resolver();
        var walk =
                new PolicyWalk(
                        new EgressPolicy(
                                AllowList.parse(tested.texts("allow")),
                                script,
                                PolicyCase.SELF::equals));

        if (tested.allowed()) {
            walk.go(tested.url(), tested.texts("redirects"));
            assertAllowed(tested, walk);
        } else {
            var refusal =
                    assertThrows(
                            ConnectorException.class,
                            () -> walk.go(tested.url(), tested.texts("redirects")));
            assertRefused(tested, refusal);
        }

        assertNothingForbidden(tested, walk);
        assertLookUps(tested, script, walk);
    }

    private static void assertAllowed(PolicyCase tested, PolicyWalk walk) {
        assertThat(walk.targets().size(), is(1 + tested.texts("redirects").size()));
        assertThat(walk.connected().size(), greaterThanOrEqualTo(walk.targets().size()));
        tested.text("wire_target")
                .ifPresent(target -> assertThat(walk.targets().getLast().target(), is(target)));
        tested.text("wire_host")
                .ifPresent(host -> assertThat(walk.targets().getLast().authority(), is(host)));
        if (tested.json().containsKey("must_connect_only_to")) {
            var only =
                    tested.texts("must_connect_only_to").stream()
                            .map(InetAddress::ofLiteral)
                            .toList();
            assertThat(
                    walk.connected().stream().filter(address -> !only.contains(address)).toList(),
                    is(empty()));
        }
        for (var header : tested.texts("must_drop_headers")) {
            assertThat(header, RedirectRule.isCredential(header), is(true));
            assertThat(
                    RedirectRule.isSameOrigin(walk.targets().getFirst(), walk.targets().getLast()),
                    is(false));
        }
        for (var header : tested.texts("must_keep_headers")) {
            var dropped =
                    RedirectRule.isCredential(header)
                            && !RedirectRule.isSameOrigin(
                                    walk.targets().getFirst(), walk.targets().getLast());
            assertThat(header, dropped, is(false));
        }
    }

    private static void assertRefused(PolicyCase tested, ConnectorException refusal) {
        assertThat(REFUSALS, hasItems(ErrorCode.of(refusal.code()).orElseThrow()));
        tested.text("code").ifPresent(code -> assertThat(refusal.code(), is(code)));
    }

    private static void assertNothingForbidden(PolicyCase tested, PolicyWalk walk) {
        if (tested.texts("allow").isEmpty()) {
            var forbidden =
                    walk.connected().stream()
                            .filter(address ->
                                    !PublicAddressOracle.isPublic(address)
                                            || address.equals(PolicyCase.SELF))
                            .toList();
            assertThat(forbidden, is(empty()));
        }
    }

    private static void assertLookUps(
            PolicyCase tested, PolicyCase.ScriptedResolver script, PolicyWalk walk) {
        if (List.of("parse", "name").contains(tested.stage()) && !tested.allowed()) {
            assertThat("looked up a name that its text forbids", lookUps(script), is(0));
        }
        if (tested.json().containsKey("look_ups")) {
            assertThat(lookUps(script), is(tested.json().getInt("look_ups")));
        }
        var hops = walk.targets().size() + (tested.allowed() ? 0 : 1);
        assertThat("more than one look-up a hop", lookUps(script), is(lessThanOrEqualTo(hops)));
    }

    private static int lookUps(PolicyCase.ScriptedResolver script) {
        return script.lookUps().values().stream().mapToInt(Integer::intValue).sum();
    }
}
