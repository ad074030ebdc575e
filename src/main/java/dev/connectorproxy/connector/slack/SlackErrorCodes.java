package dev.connectorproxy.connector.slack;

import dev.connectorproxy.spi.ErrorCode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Which `error_code` an error has that Slack reports (`connectors.slack.error-codes` for `slack/PostMessage`).
enum SlackErrorCodes {
    /// The same one for all errors, as in SpiffArena's own Slack connector.
    REFERENCE,

    /// Own ones where the token is refused or does not suffice, as in m8flow's Slack connector.
    PRECISE;

    /// Slack refused what was sent to one of its methods.
    static final String FAILED = "SlackMessageFailed";

    /// Slack refused the token.
    static final String AUTH = "SlackAuthError";

    /// The token does not permit it.
    static final String PERMISSION = "SlackPermissionError";

    private static final Set<String> AUTH_ERRORS =
            Set.of(
                    "invalid_auth",
                    "token_revoked",
                    "token_expired",
                    "account_inactive",
                    "not_authed",
                    "not_allowed_token_type");

    private static final Set<String> PERMISSION_ERRORS =
            Set.of(
                    "missing_scope",
                    "invalid_scopes",
                    "no_permission",
                    "access_denied",
                    "not_in_channel",
                    "restricted_action");

    static SlackErrorCodes of(String setting) {
        return valueOf(setting.toUpperCase(Locale.ROOT));
    }

    /// The codes for the spec of a command.
    ///
    /// @param own further ones of the command
    List<String> with(String... own) {
        var slack = this == REFERENCE ? Stream.of(FAILED) : Stream.of(FAILED, AUTH, PERMISSION);
        return Stream.of(slack, Stream.of(own), ErrorCode.EGRESS_ERRORS.stream())
                .flatMap(codes -> codes)
                .toList();
    }

    /// The `error_code` for one of Slack's errors.
    ///
    /// @param error such as `invalid_auth`
    String code(String error) {
        if (this == PRECISE && AUTH_ERRORS.contains(error)) {
            return AUTH;
        }
        return this == PRECISE && PERMISSION_ERRORS.contains(error) ? PERMISSION : FAILED;
    }

    /// The `http_status` that goes with a code of its own.
    static Optional<Integer> status(String code) {
        return switch (code) {
            case AUTH -> Optional.of(401);
            case PERMISSION -> Optional.of(403);
            default -> Optional.empty();
        };
    }
}
