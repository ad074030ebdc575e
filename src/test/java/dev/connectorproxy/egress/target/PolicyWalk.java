package dev.connectorproxy.egress.target;

import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/// A client without sockets: it follows a URL and its redirects, and records every address that it would connect to. It
/// calls the policy like [HttpEgress], in the same order.
final class PolicyWalk {
    private final EgressPolicy policy;
    private final List<InetAddress> connected = new ArrayList<>();
    private final List<TargetUrl> targets = new ArrayList<>();

    PolicyWalk(EgressPolicy guard) {
        this.policy = guard;
    }

    void go(String url, List<String> redirects) {
        var target = policy.check(url);
        connect(target);
        for (var location : redirects) {
            if (targets.size() > RedirectRule.MAX_REDIRECTS) {
                throw new ConnectorException(
                        ErrorCode.TOO_MANY_REDIRECTS, "more than " + RedirectRule.MAX_REDIRECTS);
            }
            target = policy.check(policy.redirectTarget(target, location));
            connect(target);
        }
    }

    /// Every address that a socket could have been opened to, in order.
    List<InetAddress> connected() {
        return connected;
    }

    /// The requested targets, hop by hop.
    List<TargetUrl> targets() {
        return targets;
    }

    private void connect(TargetUrl target) {
        connected.addAll(policy.resolve(target.host(), target.port()));
        targets.add(target);
    }
}
