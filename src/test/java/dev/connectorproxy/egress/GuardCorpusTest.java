package dev.connectorproxy.egress;

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

/// Every case of `egress/cases.json`, and of one more file of that form that the system property `egress.corpus` names. What
/// is wrong either way counts: a forbidden connection, and a refused good one.
class GuardCorpusTest {
    private static final Set<ErrorCode> REFUSALS =
            Set.of(
                    ErrorCode.EGRESS_BLOCKED,
                    ErrorCode.INVALID_URL,
                    ErrorCode.MISSING_SCHEMA,
                    ErrorCode.INVALID_SCHEMA,
                    ErrorCode.CONNECTION_ERROR,
                    ErrorCode.TOO_MANY_REDIRECTS);

    /// What a request or an answer holds is not the guard's matter; the client's own tests read those.
    private static final Set<String> NOT_OURS = Set.of("header", "response");

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

    static Stream<GuardCase> cases() {
        return Stream.concat(GuardCase.own(), GuardCase.extra())
                .filter(it -> !NOT_OURS.contains(it.stage()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void letsOutWhatMayGoOutAndNothingElse(GuardCase it) {
        switch (it.stage()) {
            case "callback" -> assertThat(origins(it).permits(it.url()), is(it.allowed()));
            case "parse", "name", "connect", "resolve", "redirect" -> walk(it);
            default -> throw new IllegalArgumentException("no such stage: " + it.stage());
        }
    }

    @Test
    void coversEveryCategoryWithUniqueIds() {
        var cases = GuardCase.own().toList();

        var categories =
                cases.stream()
                        .map(it -> it.json().getString("category"))
                        .collect(Collectors.toSet());
        var ids = new HashSet<>(cases.stream().map(GuardCase::id).toList());

        assertThat(categories, is(CATEGORIES));
        assertThat(ids.size(), is(cases.size()));
        assertThat(cases.stream().filter(GuardCase::allowed).count(), greaterThan(50L));
    }

    private static AllowedOrigins origins(GuardCase it) {
        return new AllowedOrigins(Set.copyOf(it.texts("allow_origins")));
    }

    private static void walk(GuardCase it) {
        var script = it.script();
        var walk =
                new GuardWalk(
                        new Guard(
                                AllowList.parse(it.texts("allow")),
                                script,
                                GuardCase.SELF::equals));

        if (it.allowed()) {
            walk.go(it.url(), it.texts("redirects"));
            assertWentThrough(it, walk);
        } else {
            var refusal =
                    assertThrows(
                            ConnectorException.class,
                            () -> walk.go(it.url(), it.texts("redirects")));
            assertRefused(it, refusal);
        }

        assertNothingForbidden(it, walk);
        assertAsked(it, script, walk);
    }

    private static void assertWentThrough(GuardCase it, GuardWalk walk) {
        assertThat(walk.targets().size(), is(1 + it.texts("redirects").size()));
        assertThat(walk.connected().size(), greaterThanOrEqualTo(walk.targets().size()));
        it.text("wire_target")
                .ifPresent(target -> assertThat(walk.targets().getLast().target(), is(target)));
        it.text("wire_host")
                .ifPresent(host -> assertThat(walk.targets().getLast().authority(), is(host)));
        if (it.json().containsKey("must_connect_only_to")) {
            var only =
                    it.texts("must_connect_only_to").stream().map(InetAddress::ofLiteral).toList();
            assertThat(
                    walk.connected().stream().filter(address -> !only.contains(address)).toList(),
                    is(empty()));
        }
        for (var header : it.texts("must_drop_headers")) {
            assertThat(header, RedirectRule.credential(header), is(true));
            assertThat(
                    RedirectRule.sameOrigin(walk.targets().getFirst(), walk.targets().getLast()),
                    is(false));
        }
        for (var header : it.texts("must_keep_headers")) {
            var dropped =
                    RedirectRule.credential(header)
                            && !RedirectRule.sameOrigin(
                                    walk.targets().getFirst(), walk.targets().getLast());
            assertThat(header, dropped, is(false));
        }
    }

    private static void assertRefused(GuardCase it, ConnectorException refusal) {
        assertThat(REFUSALS, hasItems(ErrorCode.of(refusal.code()).orElseThrow()));
        it.text("code").ifPresent(code -> assertThat(refusal.code(), is(code)));
    }

    private static void assertNothingForbidden(GuardCase it, GuardWalk walk) {
        if (it.texts("allow").isEmpty()) {
            var forbidden =
                    walk.connected().stream()
                            .filter(address ->
                                    !GuardOracle.isPublic(address)
                                            || address.equals(GuardCase.SELF))
                            .toList();
            assertThat(forbidden, is(empty()));
        }
    }

    private static void assertAsked(GuardCase it, GuardCase.Script script, GuardWalk walk) {
        if (List.of("parse", "name").contains(it.stage()) && !it.allowed()) {
            assertThat("looked up a name that its text forbids", lookUps(script), is(0));
        }
        if (it.json().containsKey("look_ups")) {
            assertThat(lookUps(script), is(it.json().getInt("look_ups")));
        }
        var hops = walk.targets().size() + (it.allowed() ? 0 : 1);
        assertThat("more than one look-up a hop", lookUps(script), is(lessThanOrEqualTo(hops)));
    }

    private static int lookUps(GuardCase.Script script) {
        return script.asked().values().stream().mapToInt(Integer::intValue).sum();
    }
}
