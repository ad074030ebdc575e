package dev.connectorproxy.proxy;

import dev.connectorproxy.toolkit.Globs;
import io.helidon.http.HeaderName;
import java.time.Duration;
import java.util.List;

/// How the calls of a caller are run and responded to. Immutable.
///
/// @param deadline for one command, at most that of `limits:`
/// @param forwarded request headers that are passed on to the targets of the caller's commands
/// @param corsOrigins the origins whose pages may act as the caller, in lower case
/// @param hidden commands that are left out of the caller's list; they can be run nevertheless
record CallerProfile(
        Duration deadline,
        StatusStyle status,
        List<HeaderName> forwarded,
        List<String> corsOrigins,
        Globs hidden) {
    CallerProfile {
        forwarded = List.copyOf(forwarded);
        corsOrigins = List.copyOf(corsOrigins);
    }

    /// Where an engine looks to see whether a failed call is worth another try.
    enum StatusStyle {
        /// In `http_status`: the HTTP status of a command that has ended is 200.
        INSIDE,
        /// In the HTTP status: it is that of the failure if that may pass, else 200.
        OUTSIDE,
        /// In the HTTP status: it is that of every failure.
        ALL;

        private static final int TOO_MANY_REQUESTS = 429;

        /// The response with the HTTP status of this style. Never a redirect, whatever the target's status is.
        CommandResponse apply(CommandResponse response) {
            int status = response.status();
            boolean passing = status >= 500 || status == TOO_MANY_REQUESTS;
            boolean outside = this == OUTSIDE && passing || this == ALL && status >= 400;
            return outside && response.httpStatus() < 300
                    ? response.withHttpStatus(status)
                    : response;
        }
    }
}
