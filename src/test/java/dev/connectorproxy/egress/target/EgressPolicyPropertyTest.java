package dev.connectorproxy.egress.target;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Checks the policy against 100,000 random sequences of redirects with an independent oracle. The seed is new in every
/// run; the system property `egress.seed` repeats a failed run.
class EgressPolicyPropertyTest {
    private static final int WALKS = 100_000;
    private static final InetAddress SELF = InetAddress.ofLiteral("198.41.0.4");

    private static final Set<ErrorCode> REFUSALS =
            Set.of(
                    ErrorCode.EGRESS_BLOCKED,
                    ErrorCode.INVALID_URL,
                    ErrorCode.MISSING_SCHEMA,
                    ErrorCode.INVALID_SCHEMA,
                    ErrorCode.CONNECTION_ERROR);

    private final long seed =
            Optional.ofNullable(System.getProperty("egress.seed"))
                    .map(Long::valueOf)
                    .orElseGet(() -> new SplittableRandom().nextLong());
    private final UrlGenerator generator = new UrlGenerator(seed);

    private final List<List<InetAddress>> resolved = new ArrayList<>();
    private final EgressPolicy policy =
            new EgressPolicy(AllowList.parse(List.of()), this::resolve, SELF::equals);

    @Test
    void connectsOnlyToPublicAddressesAndRefusesNoAllowedTarget() {
        var allowed = 0;
        var stopped = 0;
        var looked = 0;
        var redirected = 0;
        for (var i = 0; i < WALKS; i++) {
            resolved.clear();
            var url = generator.url();
            var locations = locations();
            var walk = new PolicyWalk(policy);

            var refused = refused(walk, url.text(), locations);

            assertNothingForbidden(i, url, locations, walk);
            assertSameHostAsJdk(i, url, walk);
            assertAllowed(i, url, walk);
            allowed += refused ? 0 : 1;
            stopped += refused ? 1 : 0;
            looked += resolved.isEmpty() ? 0 : 1;
            redirected += walk.targets().size() > 1 ? 1 : 0;
        }
        assertThat(withSeed("allowed"), allowed, is(greaterThan(WALKS / 7)));
        assertThat(withSeed("stopped"), stopped, is(greaterThan(WALKS / 10)));
        assertThat(withSeed("looked up"), looked, is(greaterThan(WALKS / 7)));
        assertThat(withSeed("redirected"), redirected, is(greaterThan(WALKS / 20)));
    }

    /// Resolves to other addresses each time, so that a second look-up would return addresses that were never checked.
    private List<InetAddress> resolve(String host) {
        var addresses = generator.oneIn(20) ? List.of(SELF) : generator.resolve();
        resolved.add(addresses);
        return addresses;
    }

    private List<String> locations() {
        var locations = new ArrayList<String>();
        while (generator.oneIn(2) && locations.size() < 4) {
            locations.add(generator.location());
        }
        return locations;
    }

    /// Whether the policy refused a target; fails on any other error code.
    private boolean refused(PolicyWalk walk, String url, List<String> locations) {
        try {
            walk.go(url, locations);
            return false;
        } catch (ConnectorException e) {
            assertThat(
                    withSeed(url),
                    REFUSALS.contains(ErrorCode.of(e.code()).orElseThrow()),
                    is(true));
            return true;
        }
    }

    private void assertNothingForbidden(
            int i, UrlGenerator.Generated url, List<String> locations, PolicyWalk walk) {
        for (var address : walk.connected()) {
            if (!PublicAddressOracle.isPublic(address) || address.equals(SELF)) {
                throw new AssertionError(
                        withSeed(
                                "walk "
                                        + i
                                        + ", "
                                        + url
                                        + " "
                                        + locations
                                        + " connected to "
                                        + address));
            }
        }
        for (var target : walk.targets()) {
            var port = target.port();
            if (port != 80 && port != 443 && port < 1_024) {
                throw new AssertionError(
                        withSeed(
                                "walk "
                                        + i
                                        + ", "
                                        + url
                                        + " "
                                        + locations
                                        + " reached port "
                                        + port));
            }
        }
    }

    /// If the JDK can parse an accepted URL, it finds the same host; it has none for a name with an underscore.
    private void assertSameHostAsJdk(int i, UrlGenerator.Generated url, PolicyWalk walk) {
        if (walk.targets().isEmpty()) {
            return;
        }
        try {
            var uri = new URI(url.text());
            var host =
                    uri.getRawAuthority().indexOf('_') < 0
                            ? uri.getHost()
                            : uri.getRawAuthority().replaceFirst(":[0-9]*$", "");
            if (host == null
                    || !TargetHost.parse(host).text().equals(walk.targets().getFirst().host())) {
                throw new AssertionError(
                        withSeed("walk " + i + ", " + url + " has host " + host + " for the JDK"));
            }
        } catch (URISyntaxException _) {
            // the JDK rejects a character of path or query that may be sent
        }
    }

    /// A good URL is allowed, unless the first look-up, if there is one, returns a non-public address.
    private void assertAllowed(int i, UrlGenerator.Generated url, PolicyWalk walk) {
        var accepted = !walk.targets().isEmpty();
        var literal =
                accepted
                        && TargetHost.parseUnbracketed(walk.targets().getFirst().host())
                                .address()
                                .isPresent();
        var resolvable = literal || resolved.isEmpty() || isPublic(resolved.getFirst());
        if (accepted != (url.good() && resolvable)) {
            var end = accepted ? " was allowed" : " was refused";
            throw new AssertionError(
                    withSeed("walk " + i + ", " + url + " with addresses " + resolved + end));
        }
    }

    private static boolean isPublic(List<InetAddress> addresses) {
        return !addresses.isEmpty()
                && addresses.stream()
                        .allMatch(address ->
                                PublicAddressOracle.isPublic(address) && !address.equals(SELF));
    }

    private String withSeed(String what) {
        return what + " (egress.seed=" + seed + ")";
    }
}
